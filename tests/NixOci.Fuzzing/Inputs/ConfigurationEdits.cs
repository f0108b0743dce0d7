namespace NixOci.Fuzzing;

/// <summary>Changes configurations by their bindings: other values, names and places, and what modules wrap values in.</summary>
internal sealed class ConfigurationEdits
{
    private const string Lib = "(import <nixpkgs/lib>)";

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "8080", "1.5", "\"\"", "\"a b\"", "\"%n\"", "\"$HOME\"", "\"a\\nB=c\"", "\"\\\\\"",
        "\"x\\ty\"", "\"../../x\"", "\"/\"",
        "\"'\"", "\"\\\"\"", "\"[Service]\"", "\"é\"", "\"1:2:3\"", "\"-v\"", "./x", "/etc/x", "[ ]", "{ }", "[ \"a\" \"b\" ]", "[ null ]",
        "{ a = \"b\"; }", "{ \"a b\" = 1; }",
        "[ [ ] ]", "(x: x)", "{ _type = \"if\"; }", "{ _type = \"override\"; priority = 1; content = 2; }", "{ _type = \"merge\"; contents = 1; }",
        "{ _type = \"order\"; }", "{ type = \"derivation\"; }", "{ outPath = \"/x\"; }", "(throw \"t\")", "(abort \"a\")",
        "{ __toString = s: \"t\"; }", "(import <nixpkgs> { }).jq",
        "((import <nixpkgs> { }).writeText \"n\" \"t\")", "((import <nixpkgs> { }).writeShellScript \"n\" \"t\")",
        "((import <nixpkgs> { }).dockerTools.buildImage { name = \"i\"; })",
        "(let x = x; in x)", "(builtins.genList (i: \"${toString i}\") 9)", "\"docker.io/library/nginx:1.27\"", "\"podman\"", "\"docker\"",
        "[ \"--cap-add=ALL\" ]", "[ \"web\" ]",
    ];

    private static readonly string[] Wrappers =
    [
        "mkForce", "mkDefault", "mkIf true", "mkIf false", "mkIf (throw \"c\")", "mkOverride 5", "mkOverride null", "mkBefore", "mkAfter",
        "mkVMOverride", "mkOptionDefault",
        "mkOrder 3", "id", "mkImageMediaOverride", "mkIf 1",
    ];

    private static readonly string[] Names =
    [
        "image", "cmd", "environment", "environmentFiles", "ports", "volumes", "dependsOn", "extraOptions", "autoStart", "entrypoint",
        "user", "workdir", "login", "hostname",
        "log-driver", "imageFile", "imageStream", "labels", "networks", "pull", "podman", "serviceName", "preRunExtraOptions",
        "capabilities", "devices", "privileged",
        "serviceConfig", "unitConfig", "script", "preStart", "postStart", "preStop", "postStop", "reload", "wantedBy", "requiredBy",
        "aliases", "after", "before", "path", "enable",
        "restartIfChanged", "text", "overrideStrategy", "startAt", "timerConfig", "socketConfig", "listenStreams", "confinement",
        "scriptArgs", "services", "timers", "sockets",
        "targets", "units", "containers", "backend", "config", "options", "imports", "_module", "_type", "type", "default", "apply",
        "\"\"", "\"a b\"", "\"../x\"", "\"/x\"", "\"a@\"", "\"a@b\"",
        "\"%i\"", "\"a.service\"", "\"a\\nb\"", "\"é\"", "\"-\"", "\"$x\"", "\"'\"", "\"\\\\x2d\"", "\"podman-web\"", "\"docker-web\"",
        "\"multi-user\"",
    ];

    private readonly List<string> _bindings = [];
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _seeds;

    /// <param name="seeds">Configurations to take bindings from.</param>
    public ConfigurationEdits(IReadOnlyList<string> seeds)
    {
        _seeds = seeds;
        foreach (string seed in seeds)
        {
            foreach (Binding binding in Binding.In(seed))
            {
                string value = seed[binding.ValueStart..binding.ValueEnd];
                _bindings.Add(seed[binding.Start..binding.ValueEnd] + "; ");
                if (!_values.TryGetValue(binding.Name, out List<string>? values)) _values.Add(binding.Name, values = []);
                values.Add(value);
            }
        }
    }

    /// <summary>Changes a configuration.</summary>
    public string Apply(string text, Edit edit)
    {
        (int kind, uint a, uint b, uint c) = edit;
        if (kind % 12 == 11) return $"{{ imports = [ ({text}\n) ({Edit.Pick(_seeds, a)}\n) ]; }}";
        List<Binding> bindings = Binding.In(text);
        if (bindings.Count == 0) return text + Edit.Pick(_bindings, b);
        Binding one = Edit.Pick(bindings, a), other = Edit.Pick(bindings, c);
        string value = text[one.ValueStart..one.ValueEnd];
        return (kind % 12) switch
        {
            0 => Replace(text, one, Edit.Pick(Values, b)),
            1 => Replace(text, one, Edit.Pick(_values.GetValueOrDefault(one.Name) ?? [.. Values], b)),
            2 => Replace(text, one, text[other.ValueStart..other.ValueEnd]),
            3 => Replace(text, one, $"({Lib}.{Edit.Pick(Wrappers, b)} ({value}))"),
            4 => Replace(text, one, $"({Lib}.mkMerge [ ({value}) ({Edit.Pick(_values.GetValueOrDefault(one.Name) ?? [.. Values], b)}) ])"),
            5 => Mutations.Splice(text, one.Start, 0, Edit.Pick(_bindings, b)),
            6 => Mutations.Splice(text, one.NameStart, one.NameEnd - one.NameStart, Edit.Pick(Names, b)),
            7 => Mutations.Splice(text, one.Start, one.ValueEnd - one.Start, Edit.Pick(_bindings, b).TrimEnd(' ', ';')),
            8 => Mutations.Splice(text, one.Start, 0, text[other.Start..other.ValueEnd] + "; "),
            9 => Mutations.Splice(text, one.Start, Math.Min(one.ValueEnd + 1, text.Length) - one.Start, ""),
            _ => Mutations.Splice(text, one.Start, 0, $"{Edit.Pick(Names, b)} = {Edit.Pick(Values, c)}; "),
        };
    }

    private static string Replace(string text, Binding binding, string value)
        => Mutations.Splice(text, binding.ValueStart, binding.ValueEnd - binding.ValueStart, value);
}
