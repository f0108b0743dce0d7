using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Options;

/// <summary>The option types of units.</summary>
internal sealed class UnitTypes
{
    private static readonly string[] ServiceTypes =
        ["exec", "simple", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"];

    private static readonly string[] RestartValues =
        ["no", "on-success", "on-failure", "on-abnormal", "on-abort", "always"];

    private readonly Lib _lib;

    /// <param name="lib">nixpkgs' <c>lib</c>.</param>
    /// <param name="interpreter">Turns values into strings, for messages.</param>
    public UnitTypes(Lib lib, Interpreter interpreter)
    {
        _lib = lib;
        Names = lib.Types.ListOf(lib.Types["strMatching"].Call(Nix.Str(UnitNames.Pattern)));
        Setting = lib["mkOptionType"].Call(Nix.Attrs(
            ("name", Nix.Str("systemd option")), ("merge", Nix.Function("merge", MergeSetting))));
        Settings = lib.Types.AttrsOf(Setting);
        ServiceSettings = lib.Types["addCheck"].Call(
            Settings, Nix.Function("checkService", settings => CheckService(settings, interpreter)));
        Environment = lib.Types.AttrsOf(lib.Types.NullOr(lib.Types.OneOf(lib.Types.Str, lib.Types.Path, lib.Types.Package)));
    }

    /// <summary>A list of names of units.</summary>
    public Value Names { get; }

    /// <summary>
    /// The value of a setting: definitions that are lists are appended to each other, others must agree.
    /// </summary>
    public Value Setting { get; }

    /// <summary>The settings of a section.</summary>
    public Value Settings { get; }

    /// <summary>The settings of <c>[Service]</c>, of which two have values that are known.</summary>
    public Value ServiceSettings { get; }

    /// <summary>Environment variables.</summary>
    public Value Environment { get; }

    private Value MergeSetting(Value location, Value definitions)
    {
        NixList kept = _lib["filterOverrides"].Call(definitions).ForceList();
        bool isRepeated = false;
        for (int i = 0; i < kept.Count && !isRepeated; i++) isRepeated = kept[i].Select("value") is NixList;
        if (!isRepeated) return _lib["mergeEqualOption"].Call(location, kept);

        List<Value> values = [];
        foreach (Value definition in kept.Items)
        {
            Value value = definition.Select("value");
            if (value is NixList list) values.AddRange(list.Items);
            else values.Add(value);
        }

        return NixList.Of(values);
    }

    private Value CheckService(Value settings, Interpreter interpreter)
    {
        AttrSet given = settings.ForceAttrs();
        List<string> errors = [];
        CheckOneOf(given, "Type", ServiceTypes, interpreter, errors);
        CheckOneOf(given, "Restart", RestartValues, interpreter, errors);
        return errors.Count == 0
            ? NixBool.True
            : _lib["trace"].Call(Nix.Str(string.Join('\n', errors)), NixBool.False);
    }

    private static void CheckOneOf(AttrSet given, string key, string[] allowed, Interpreter interpreter, List<string> errors)
    {
        if (given[key] is not { } definition) return;
        Value value = Content(definition);
        if (value is NixString text && Array.IndexOf(allowed, text.Text) >= 0) return;
        NixString shown = interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.More, "");
        errors.Add($"Systemd Service field `{key}' cannot have value `{shown.Text}'.");
    }

    /// <summary>What a definition defines, if it holds: the check sees it before priorities and conditions are applied.</summary>
    private static Value Content(Value definition)
    {
        Value value = definition.Force();
        bool isWrapped = value is AttrSet set && set["_type"]?.Force() is NixString { Text: "override" or "if" };
        return isWrapped ? value.Select("content") : value;
    }
}
