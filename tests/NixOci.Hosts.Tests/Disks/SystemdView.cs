using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;

namespace NixOci.Hosts.Tests.Disks;

/// <summary>What systemd sees of a host's units: texts, dependencies and drop-ins, with the scripts that texts refer to.</summary>
internal static class SystemdView
{
    private const string Units = "/etc/systemd/system";
    private const string PackageUnits = "/usr/lib/systemd/system";
    private const string Files = "/usr/local/lib/nixoci";
    private static readonly string[] Dependencies = [".wants", ".requires", ".upholds"];

    public static SortedDictionary<string, string> Of(IFileOperations disk)
    {
        HostRoot host = new("/", disk);
        SortedDictionary<string, string> view = new(StringComparer.Ordinal);
        foreach (string name in host.List(PackageUnits)) view.Add(name, TextOf(host, $"{PackageUnits}/{name}")!);
        foreach (string name in host.List(Units))
        {
            string path = Units + "/" + name;
            if (name.StartsWith('.')) continue;

            // Even a link to nothing hides the unit of a package.
            view.Remove(name);
            if (Array.Exists(Dependencies, suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
            {
                // A link to nothing is a dependency all the same; one to /dev/null is none.
                foreach (string unit in host.List(path))
                {
                    if (!unit.StartsWith('.') && host.Follow($"{path}/{unit}") != "/dev/null") view.Add($"{name}/{unit}", "");
                }
            }
            else if (name.EndsWith(".d", StringComparison.Ordinal))
            {
                foreach (string file in host.List(path))
                {
                    if (!file.StartsWith('.') && TextOf(host, $"{path}/{file}") is { Length: > 0 } text) view.Add($"{name}/{file}", text);
                }
            }
            else if (host.TryReadLink(path) is { } alias && !alias.Contains('/'))
            {
                // An alias of a unit that is not there is no unit.
                if (TextOf(host, path) is not null) view.Add(name, "alias of " + alias);
            }
            else if (host.Follow(path) == "/dev/null")
            {
                view.Add(name, "masked");
            }
            else if (TextOf(host, path) is { } text)
            {
                view.Add(name, text);
            }
        }

        return view;
    }

    private static string? TextOf(HostRoot host, string path)
    {
        if (host.TryRead(path) is not { } bytes) return null;
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        foreach (string word in text.Split(' ', '\n', '='))
        {
            if (word.StartsWith(Files, StringComparison.Ordinal)) text += "|" + (TextOf(host, word) ?? "missing");
        }

        return text;
    }
}
