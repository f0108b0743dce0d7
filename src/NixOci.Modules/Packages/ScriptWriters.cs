using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary><c>pkgs.writers</c>: scripts in the common languages, as files or as commands.</summary>
/// <param name="nixpkgs">The package set.</param>
/// <param name="writers">Writes the files.</param>
internal sealed class ScriptWriters(Nixpkgs nixpkgs, TextWriters writers)
{
    /// <summary>The set <c>writers</c>.</summary>
    public AttrSet Build()
    {
        AttrSetBuilder set = new(24);
        AddShell(set, "Bash", "bash", "/bin/bash");
        AddShell(set, "Dash", "dash", "/bin/dash");
        AddShell(set, "Fish", "fish", "/bin/fish --no-config");
        AddShell(set, "Nu", "nushell", "/bin/nu --no-config-file");
        AddWithLibraries(set, "Python3", "python3", "/bin/python");
        AddWithLibraries(set, "PyPy3", "pypy3", "/bin/python");
        AddWithLibraries(set, "Perl", "perl", "/bin/perl");
        AddWithLibraries(set, "Ruby", "ruby", "/bin/ruby");
        AddData(set, "writeJSON", "json");
        AddData(set, "writeYAML", "yaml");
        AddData(set, "writeTOML", "toml");
        set.Add("writeText", nixpkgs.Self.Select("writeText"));
        return set.Build();
    }

    private void AddShell(AttrSetBuilder set, string language, string package, string command)
    {
        set.Add("write" + language, Nix.Function("write" + language, (name, text)
            => Write(name, text, () => Interpreter(nixpkgs.Self.Select(package), command), isCommand: false)));
        set.Add("write" + language + "Bin", Nix.Function("write" + language + "Bin", (name, text)
            => Write(name, text, () => Interpreter(nixpkgs.Self.Select(package), command), isCommand: true)));
    }

    /// <summary>Languages whose writers take <c>{ libraries ? [], … }</c> between the name and the text.</summary>
    private void AddWithLibraries(AttrSetBuilder set, string language, string package, string command)
    {
        foreach (bool isCommand in new[] { false, true })
        {
            string function = "write" + language + (isCommand ? "Bin" : "");
            set.Add(function, new Builtin(function, (_, name, options, text)
                => Write(name, text, () => Interpreter(WithLibraries(package, options), command), isCommand)) { IsLambda = true });
        }
    }

    private Value WithLibraries(string package, Value options)
    {
        Value bare = nixpkgs.Self.Select(package);
        Value? libraries = options.SelectOrNull("libraries");
        if (libraries is null or NixList { Count: 0 }) return bare;
        Value chosen = libraries.IsCallable() ? libraries : Nix.Function("libraries", _ => libraries);
        return bare.Select("withPackages").Call(chosen);
    }

    private void AddData(AttrSetBuilder set, string function, string format)
        => set.Add(function, Nix.Function(function, (name, value)
            => nixpkgs.Self.Select("formats", format).Call(AttrSet.Empty).Select("generate").Call(name, value)));

    private NixString Interpreter(Value package, string command)
        => new TextBuilder().Add(nixpkgs.Interpolated(package)).Add(command).Build();

    private AttrSet Write(Value name, Value text, Func<NixString> interpreter, bool isCommand)
    {
        // A name that is an absolute path says where the file lies in the object.
        string given = name.ForceString().Text;
        Value script = writers.Script(interpreter, text, "#! ");
        if (given.StartsWith('/')) return writers.Make(Nix.Str(given[(given.LastIndexOf('/') + 1)..]), script, executable: true, given);
        return isCommand ? writers.Command(name, script) : writers.File(name, script, executable: true);
    }
}
