using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.versions</c>: the parts of version numbers.</summary>
internal sealed class VersionsLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Builtins("splitVersion");
        set.Function("major", (site, version) => Part(site, version, 0));
        set.Function("minor", (site, version) => Part(site, version, 1));
        set.Function("patch", (site, version) => Part(site, version, 2));
        set.Function("majorMinor", (site, version) =>
        {
            Value[] parts = Split(site, version).Items;
            return Lib.Join(site, ".", parts.Length > 2 ? parts[..2] : parts);
        });
        set.Function("pad", Pad);
    }

    private NixList Split(EvalSite site, Value version) => Builtins.Call(site, "splitVersion", version).ForceList(site);

    private Value Part(EvalSite site, Value version, int index) => Builtins.Call(site, "elemAt", Split(site, version), NixInt.Of(index));

    private Value Pad(EvalSite site, Value count, Value version)
    {
        NixString given = version.ForceString(site);
        int dash = given.Text.IndexOf('-', StringComparison.Ordinal);
        string numeric = dash < 0 ? given.Text : given.Text[..dash];
        long wanted = count.ForceInt(site);
        List<Value> parts = [.. Split(site, new NixString(numeric)).Items];
        while (parts.Count < wanted) parts.Add(new NixString("0"));
        if (parts.Count > wanted) parts.RemoveRange((int)wanted, (int)(parts.Count - wanted));
        return new NixString(Lib.Join(site, ".", parts).Text + given.Text[numeric.Length..], given.Context);
    }
}
