namespace NixOci.Hosts.Installation.Preflight;

/// <summary>Something about a host that stands in the way of units.</summary>
/// <param name="Check">The check that found it: the word by which it is skipped.</param>
/// <param name="IsError">Whether units would not start, or something would be lost; otherwise it is worth knowing.</param>
/// <param name="Message">What is wrong, as ordinary text.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Finding(string Check, bool IsError, string Message, string Advice);
