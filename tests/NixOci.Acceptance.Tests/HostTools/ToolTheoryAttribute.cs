using Xunit;

namespace NixOci.Acceptance.Tests.HostTools;

/// <summary>A test that needs a program of this machine; it is skipped, and says so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <param name="tool">The program.</param>
    public ToolTheoryAttribute(string tool)
    {
        if (Find(tool) is null) Skip = $"this machine has no {tool}; tests/e2e/setup.sh tools installs it";
    }

    private static string? Find(string tool)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(directory => Path.Combine(directory, tool)).FirstOrDefault(File.Exists);
}
