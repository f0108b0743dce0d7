using NixOci.Language.Source;

namespace NixOci.Containers.Lints;

/// <summary>Something in a configuration that is hardly meant as it stands. It never changes what is written.</summary>
/// <param name="Rule">What it is about.</param>
/// <param name="Subject">What it is in, in short: a container as a rule; byte text.</param>
/// <param name="Message">What is wrong; byte text.</param>
/// <param name="Advice">What to do, a sentence each; byte text.</param>
/// <param name="Position">Where it is written; may be unknown.</param>
public sealed record Lint(LintRule Rule, string Subject, string Message, IReadOnlyList<string> Advice, Position Position);

/// <summary>A kind of lint. Each has a section in <c>docs/diagnostics.md</c>.</summary>
/// <param name="Code">Its code, which never changes its meaning, for example <c>NIXOCI001</c>.</param>
/// <param name="Name">Its name, for example <c>self-dependency</c>.</param>
/// <param name="Title">What it says, in general.</param>
public sealed record LintRule(string Code, string Name, string Title);
