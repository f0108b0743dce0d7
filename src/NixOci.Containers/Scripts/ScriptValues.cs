using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Systemd.Rendering;
using Scriban.Runtime;

namespace NixOci.Containers.Scripts;

/// <summary>
/// Collects the values of one script, escaped, and what they refer to, so that the script refers to it as well.
/// </summary>
/// <param name="interpreter">Turns values into strings.</param>
/// <param name="quoting">How words are quoted.</param>
internal sealed class ScriptValues(Interpreter interpreter, ShellQuoting quoting)
{
    private readonly ScriptObject _values = new();
    private StringContext _context = StringContext.Empty;

    /// <summary>The script that a template makes of the values, without the line feed that ends the template's file.</summary>
    public NixString Render(TextTemplate template) => new(template.Render(_values)[..^1], _context);

    /// <summary>What every script of a container may use: its name, and the backend's command and file.</summary>
    public ScriptValues AddContainer(string name, BackendTraits backend)
    {
        string quoted = quoting.Quote(name);
        _values.Add("name", name);
        _values.Add("quoted_name", quoted);
        _values.Add("backend", backend.Command);
        _values.Add("id_file", backend.IdFile?.Invoke(quoted));
        return this;
    }

    /// <summary>A value as it is.</summary>
    public ScriptValues AddRaw(string key, Value value)
    {
        _values.Add(key, Raw(value));
        return this;
    }

    /// <summary>A value as it is, or nothing where it is <c>null</c>.</summary>
    public ScriptValues AddRawOrNull(string key, Value value)
    {
        _values.Add(key, value.Force() is NixNull ? null : Raw(value));
        return this;
    }

    /// <summary>A value as one word, or nothing where it is <c>null</c>.</summary>
    public ScriptValues AddWord(string key, Value value)
    {
        _values.Add(key, value.Force() is NixNull ? null : Word(value));
        return this;
    }

    /// <summary>A list, each element as one word.</summary>
    public ScriptValues AddWords(string key, Value list)
    {
        ScriptArray words = [];
        foreach (Value item in list.ForceList().Items) words.Add(Word(item));
        _values.Add(key, words);
        return this;
    }

    /// <summary>Names with values, in the order of the names, both as words.</summary>
    public ScriptValues AddPairs(string key, Value set)
    {
        ScriptArray pairs = [];
        foreach ((Symbol name, Value value) in set.ForceAttrs().ByName)
        {
            pairs.Add(new ScriptObject { { "name", quoting.Quote(name.Text) }, { "value", Word(value) } });
        }

        _values.Add(key, pairs);
        return this;
    }

    /// <summary>A group of values, each as it is; nothing where one of them is <c>null</c>.</summary>
    public ScriptValues AddGroup(string key, params ReadOnlySpan<(string Key, Value Value)> members)
    {
        ScriptObject? group = new();
        foreach ((_, Value value) in members)
        {
            if (value.Force() is NixNull) group = null;
        }

        if (group is not null)
        {
            foreach ((string member, Value value) in members) group.Add(member, Raw(value));
        }

        _values.Add(key, group);
        return this;
    }

    private string Raw(Value value) => Text(value, CoercionMode.CopyToStore);

    // Words go through `toString`, which leaves paths where they are.
    private string Word(Value value) => quoting.Quote(Text(value, CoercionMode.More));

    private string Text(Value value, CoercionMode mode)
    {
        NixString text = interpreter.Coercion.ToNixString(EvalSite.None, value, mode, "");
        _context = _context.Union(text.Context);
        return text.Text;
    }
}
