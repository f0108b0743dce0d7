using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
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

    /// <summary>A value as it is, or nothing where there is none.</summary>
    public ScriptValues AddRaw(string key, Value? value)
    {
        _values.Add(key, value is null ? null : Raw(value));
        return this;
    }

    /// <summary>A value as one word, or nothing where there is none.</summary>
    public ScriptValues AddWord(string key, Value? value)
    {
        _values.Add(key, value is null ? null : Word(value));
        return this;
    }

    /// <summary>Whether something is so.</summary>
    public ScriptValues AddFlag(string key, bool value)
    {
        _values.Add(key, value);
        return this;
    }

    /// <summary>Texts that are ready for the shell.</summary>
    public ScriptValues AddTexts(string key, IReadOnlyList<string> texts)
    {
        ScriptArray array = [];
        foreach (string text in texts) array.Add(text);
        _values.Add(key, array);
        return this;
    }

    /// <summary>A list, each element as one word.</summary>
    public ScriptValues AddWords(string key, Value? list)
    {
        ScriptArray words = [];
        foreach (Value item in list is null ? [] : list.ForceList().Items) words.Add(Word(item));
        _values.Add(key, words);
        return this;
    }

    /// <summary>Names with values, in the order of the names, both as words.</summary>
    public ScriptValues AddPairs(string key, Value? set)
    {
        ScriptArray pairs = [];
        foreach ((Symbol name, Value value) in (set?.ForceAttrs() ?? AttrSet.Empty).ByName)
        {
            pairs.Add(new PairObject("name", quoting.Quote(name.Text), "value", Word(value)));
        }

        _values.Add(key, pairs);
        return this;
    }

    /// <summary>The names, as words, of what a set says to be so, or not to be so.</summary>
    public ScriptValues AddNames(string key, Value? set, bool isSet)
    {
        ScriptArray names = [];
        foreach ((Symbol name, Value value) in (set?.ForceAttrs() ?? AttrSet.Empty).ByName)
        {
            if (value.Force() is NixBool given && given.Value == isSet) names.Add(quoting.Quote(name.Text));
        }

        _values.Add(key, names);
        return this;
    }

    /// <summary>How to log in to a registry; nothing unless all of it is given.</summary>
    public ScriptValues AddLogin(string key, Value? registry, Value? username, Value? passwordFile)
    {
        _values.Add(key, registry is null || username is null || passwordFile is null ? null : new ScriptObject
        {
            { "registry", Raw(registry) },
            { "username", Raw(username) },
            { "quoted_username", Word(username) },
            { "password_file", Raw(passwordFile) },
        });
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
