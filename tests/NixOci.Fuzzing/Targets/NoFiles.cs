using NixOci.Language.Source;

namespace NixOci.Fuzzing;

/// <summary>A world without files, so that no input reads what happens to lie on the machine.</summary>
internal sealed class NoFiles : FileView
{
    public static readonly NoFiles Instance = new();

    public override FileKind KindOf(string path) => path == "/" ? FileKind.Directory : FileKind.Missing;

    public override bool Exists(string path) => path == "/";

    public override bool IsDirectory(string path) => path == "/";

    public override byte[] ReadBytes(string path) => throw new FileNotFoundException($"no such file: {path}");

    public override string ReadLink(string path) => throw new IOException($"not a symbolic link: {path}");

    public override IReadOnlyList<string> List(string path) => path == "/" ? [] : throw new DirectoryNotFoundException(path);

    public override bool IsExecutable(string path) => false;
}
