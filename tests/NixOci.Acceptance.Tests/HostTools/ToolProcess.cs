using System.Diagnostics;

namespace NixOci.Acceptance.Tests.HostTools;

/// <summary>Runs programs of the host.</summary>
internal static class ToolProcess
{
    /// <summary>What a program prints, first to standard output and then to standard error. It has no input.</summary>
    /// <param name="program">The program, found by <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static string Run(
        string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }
}
