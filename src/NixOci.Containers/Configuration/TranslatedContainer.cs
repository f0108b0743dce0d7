using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>A container of a configuration.</summary>
/// <param name="Name">Its name; byte text.</param>
/// <param name="Backend">The command that runs it: <c>podman</c> or <c>docker</c>.</param>
/// <param name="Unit">The name of its service, for example <c>podman-web.service</c>.</param>
/// <param name="Options">Its options, merged; may be a thunk.</param>
/// <param name="Definitions">Where it is defined, in the order in which definitions are merged.</param>
public sealed record TranslatedContainer(
    string Name, string Backend, string Unit, Value Options, IReadOnlyList<OptionDefinition> Definitions)
{
    /// <summary>Where it is defined first; may be unknown.</summary>
    public Position Position => Definitions.Count > 0 ? Definitions[0].Position : default;

    /// <summary>The image.</summary>
    public string Image => Options.Select("image").ForceString().Text;

    /// <summary>Whether it is started with the host.</summary>
    public bool IsStarted => Options.Select("autoStart").ForceBool();

    /// <summary>Published ports, as they are written.</summary>
    public IReadOnlyList<string> Ports => Strings("ports");

    /// <summary>Volumes, as they are written.</summary>
    public IReadOnlyList<string> Volumes => Strings("volumes");

    /// <summary>Files with variables.</summary>
    public IReadOnlyList<string> EnvironmentFiles => Strings("environmentFiles");

    /// <summary>Names of containers that are started before.</summary>
    public IReadOnlyList<string> DependsOn => Strings("dependsOn");

    /// <summary>Further words of the command line.</summary>
    public IReadOnlyList<string> ExtraOptions => Strings("extraOptions");

    /// <summary>The file with the password for the registry; null where there is none.</summary>
    public string? PasswordFile => (Options.SelectOrNull("login", "passwordFile") as NixString)?.Text;

    /// <summary>Variables, in the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment
    {
        get
        {
            List<KeyValuePair<string, string>> variables = [];
            foreach ((Symbol name, Value value) in Options.Select("environment").ForceAttrs().ByName)
            {
                variables.Add(new(name.Text, value.ForceString().Text));
            }

            return variables;
        }
    }

    private string[] Strings(string option)
    {
        NixList list = Options.Select(option).ForceList();
        string[] texts = new string[list.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            Value item = list[i].Force();
            texts[i] = item is NixPath path ? path.Path : item.ForceString().Text;
        }

        return texts;
    }
}
