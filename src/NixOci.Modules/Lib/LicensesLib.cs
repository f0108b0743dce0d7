using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.licenses</c>: the licences of packages. Each is a line of <c>licenses.txt</c>.</summary>
internal sealed class LicensesLib(LibContext lib) : LibFile(lib)
{
    private const string Resource = "licenses.txt";
    private const int NameColumn = 0, IdColumn = 1, FullNameColumn = 2, UrlColumn = 3, FlagsColumn = 4;
    private static readonly AttrTemplate WithoutUrl = new("shortName", "fullName", "free", "redistributable", "deprecated");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        using Stream stream = typeof(LicensesLib).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("the list of licences is part of the program");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] columns = line.Split('|');
            set.Lazy(columns[NameColumn], () => License(columns));
        }
    }

    private static AttrSet License(string[] columns)
    {
        bool isFree = !columns[FlagsColumn].Contains("unfree", StringComparison.Ordinal);
        AttrSet license = WithoutUrl.Create(
            new NixString(columns[NameColumn]),
            new NixString(columns[FullNameColumn]),
            NixBool.Of(isFree),
            NixBool.Of(isFree || columns[FlagsColumn].Contains("redistributable", StringComparison.Ordinal)),
            NixBool.Of(columns[FlagsColumn].Contains("deprecated", StringComparison.Ordinal)));
        string url = columns[UrlColumn];
        if (columns[IdColumn].Length > 0)
        {
            license = license.With("spdxId", new NixString(columns[IdColumn]));
            url = $"https://spdx.org/licenses/{columns[IdColumn]}.html";
        }

        return url.Length > 0 ? license.With("url", new NixString(url)) : license;
    }
}
