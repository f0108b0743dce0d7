using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.fetchers</c>: what functions that fetch have in common.</summary>
internal sealed class FetchersLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set) => set.Constant("proxyImpureEnvVars", Protocol.Nix.Strings(
        "http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy",
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY"));
}
