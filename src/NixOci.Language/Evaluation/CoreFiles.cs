using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>The files that come with Nix itself, found as <c>&lt;nix/…&gt;</c>.</summary>
internal static class CoreFiles
{
    /// <summary>The name of the file that declares downloads.</summary>
    public const string FetchUrlName = "nix/fetchurl.nix";

    /// <summary>The path that stands for it; nothing lies there on disk.</summary>
    public const string FetchUrlPath = "/__corepkgs__/fetchurl.nix";

    /// <summary>The source at a path of this class; null for every other path.</summary>
    public static SourceFile? SourceOf(string path)
        => path == FetchUrlPath ? new SourceFile(path, FetchUrl, "/__corepkgs__") : null;

    /// <summary>A function to a derivation whose builder is Nix's own downloader.</summary>
    private const string FetchUrl =
        """
        { system ? ""
        , url
        , hash ? ""
        , md5 ? "", sha1 ? "", sha256 ? "", sha512 ? ""
        , outputHash ? if hash != "" then hash else if sha512 != "" then sha512 else if sha1 != "" then sha1 else if md5 != "" then md5 else sha256
        , outputHashAlgo ? if hash != "" then "" else if sha512 != "" then "sha512" else if sha1 != "" then "sha1" else if md5 != "" then "md5" else "sha256"
        , executable ? false
        , unpack ? false
        , name ? baseNameOf (toString url)
        , impure ? false
        }:
        derivation ({
          inherit name url executable unpack;
          builder = "builtin:fetchurl";
          system = "builtin";
          outputHashMode = if unpack || executable then "recursive" else "flat";
          preferLocalBuild = true;
          impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
          urls = [ url ];
        } // (if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; }))
        """;
}
