using System.Globalization;
using System.Text;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>
/// Turns the arguments of a derivation into text that is equal for equal arguments: what Nix would put into the environment of
/// the build. Functions do not count, and what lies deeper than any environment goes does not either.
/// </summary>
internal static class Fingerprint
{
    private const int DeepestLevel = 6;

    public static string Of(string kind, AttrSet arguments)
    {
        StringBuilder text = SharedBuilder.Take();
        text.Append(kind).Append('\n');
        foreach ((Symbol name, Value value) in arguments.ByName)
        {
            if (name.Text is "meta" or "passthru" or "pos") continue;
            Append(text, "n", name.Text);
            Append(text, value, DeepestLevel);
        }

        return SharedBuilder.Finish(text);
    }

    private static void Append(StringBuilder text, Value value, int level)
    {
        switch (value.Force())
        {
            case NixString s:
                Append(text, "s", s.Text);
                break;
            case NixPath p:
                Append(text, "p", p.Path);
                break;
            case NixInt i:
                text.Append('i').Append(i.Value).Append(';');
                break;
            case NixFloat f:
                text.Append('d').Append(f.Value.ToString("R", CultureInfo.InvariantCulture)).Append(';');
                break;
            case NixBool b:
                text.Append(b.Value ? 't' : 'f');
                break;
            case NixList list when level > 0:
                text.Append('[');
                foreach (Value item in list.Items) Append(text, item, level - 1);
                text.Append(']');
                break;
            case AttrSet set when set.TryGet("outPath", out Value? outPath):
                Append(text, outPath, level);
                break;
            case AttrSet set when level > 0:
                text.Append('{');
                foreach ((Symbol name, Value item) in set.ByName)
                {
                    Append(text, "n", name.Text);
                    Append(text, item, level - 1);
                }

                text.Append('}');
                break;
        }
    }

    private static void Append(StringBuilder text, string kind, string content)
        => text.Append(kind).Append(content.Length).Append(':').Append(content);
}
