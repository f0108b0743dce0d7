using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>An option as documentation has it; what is told of it is evaluated when it is asked for.</summary>
public sealed class KnownOption
{
    private static readonly string[] Told = ["declarations", "default", "description", "example", "loc", "readOnly", "type"];
    private readonly AttrSet _item;

    /// <param name="item">An element of what <c>lib.optionAttrSetToDocList</c> gives.</param>
    internal KnownOption(AttrSet item)
    {
        _item = item;
        NixList location = item["loc"]!.ForceList();
        string[] path = new string[location.Count];
        for (int i = 0; i < path.Length; i++) path[i] = location[i].ForceString().Text;
        Path = path;
        Name = item["name"]!.ForceString().Text;
    }

    /// <summary>The option's path; in place of a name that is free to choose stands <c>&lt;name&gt;</c>, of an index <c>*</c>.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The path as Nix code writes it.</summary>
    public string Name { get; }

    /// <summary>What values it takes, in words.</summary>
    public string Type => _item["type"]!.ForceString().Text;

    /// <summary>The default as a Nix expression or in words; null where the option has none.</summary>
    public string? Default => TextOf("default");

    /// <summary>An example as a Nix expression or in words; null where there is none.</summary>
    public string? Example => TextOf("example");

    /// <summary>What it means, in Markdown; null where nobody says.</summary>
    public string? Description => _item["description"]?.Force() switch
    {
        NixString text => text.Text,
        AttrSet set => set["text"]?.ForceString().Text,
        _ => null,
    };

    /// <summary>Whether it may be set once only.</summary>
    public bool IsReadOnly => _item["readOnly"]!.ForceBool();

    /// <summary>The files that declare it.</summary>
    public IReadOnlyList<string> Declarations
    {
        get
        {
            List<string> files = [];
            foreach (Value file in _item["declarations"]!.ForceList().Items) files.Add(file.Force() is NixPath path ? path.Path : file.ForceString().Text);
            return files;
        }
    }

    /// <summary>Whether users are to know of it.</summary>
    internal bool IsPublic => !_item["internal"]!.ForceBool() && _item["visible"]!.ForceBool();

    /// <summary>The option in the form of NixOS's <c>options.json</c>.</summary>
    public Value ToJsonValue() => _item.Where(static (name, _) => Array.IndexOf(Told, name.Text) >= 0);

    private string? TextOf(string name) => _item[name]?.Select("text").ForceString().Text;
}
