namespace NixOci.Hosts.Files;

/// <summary>Something to be written below a directory.</summary>
/// <param name="Path">Where, relative to the directory, with slashes; byte text.</param>
public abstract record HostFile(string Path);

/// <summary>A regular file.</summary>
/// <param name="Path">Where.</param>
/// <param name="Text">Its bytes, one per character.</param>
/// <param name="IsExecutable">Whether it may be executed.</param>
public sealed record RegularFile(string Path, string Text, bool IsExecutable) : HostFile(Path);

/// <summary>A symbolic link.</summary>
/// <param name="Path">Where.</param>
/// <param name="Target">What it leads to, as it is written into the link; byte text.</param>
public sealed record SymbolicLink(string Path, string Target) : HostFile(Path);
