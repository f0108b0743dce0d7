using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>A host of a flake, as a command line names it: <c>DIR#HOST</c>, or a directory with a <c>flake.nix</c>.</summary>
/// <param name="Directory">The flake's directory: an absolute path as byte text.</param>
/// <param name="Host">The host's name as byte text; null for the only one.</param>
internal sealed record FlakeHost(string Directory, string? Host)
{
    /// <summary>The name of a flake's file.</summary>
    public const string FileName = "flake.nix";

    private const string Configurations = "nixosConfigurations.";
    private static readonly string[] Schemes = ["path:", "git+file:"];

    /// <summary>What a word of the command line names; null where it is no flake.</summary>
    public static FlakeHost? Find(CommandContext context, string word)
    {
        if (word == SourceReader.StandardInput) return null;
        int sign = word.IndexOf('#', StringComparison.Ordinal);
        bool isNamed = sign >= 0 && !Path.Exists(context.FullPath(word));
        string place = isNamed ? word[..sign] : word;
        foreach (string scheme in Schemes)
        {
            if (place.StartsWith(scheme, StringComparison.Ordinal)) place = place[scheme.Length..];
        }

        string directory = context.FullPath(place.Length == 0 ? "." : place);
        if (Path.GetFileName(directory) == FileName && File.Exists(directory)) directory = Path.GetDirectoryName(directory)!;
        else if (!isNamed && (!System.IO.Directory.Exists(directory) || File.Exists(Path.Combine(directory, "default.nix")))) return null;
        if (!File.Exists(Path.Combine(directory, FileName)))
        {
            return isNamed ? throw new IOException($"there is no {FileName} in '{directory}'") : null;
        }

        return new FlakeHost(ByteText.FromUnicode(directory), isNamed ? HostName(word[(sign + 1)..]) : null);
    }

    /// <summary>The directory or file that a word of the command line names, whether or not it is a flake.</summary>
    public static string PlaceOf(CommandContext context, string word)
        => Find(context, word) is { } flake ? ByteText.ToUnicode(flake.Directory) : word;

    private static string? HostName(string fragment)
    {
        string name = fragment.StartsWith(Configurations, StringComparison.Ordinal) ? fragment[Configurations.Length..] : fragment;
        int below = name.IndexOf(".config.", StringComparison.Ordinal);
        if (below > 0) name = name[..below];
        name = name.Trim('"');
        return name.Length == 0 ? null : ByteText.FromUnicode(name);
    }
}
