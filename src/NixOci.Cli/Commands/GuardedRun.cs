using NixOci.Cli.Errors;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>
/// Runs a command's work on the stack that evaluation needs and turns whatever goes wrong into a message and an exit code: no
/// input ends the process otherwise.
/// </summary>
internal static class GuardedRun
{
    /// <summary>Runs work that gives an exit code, within the limits that hold unless told otherwise.</summary>
    public static int Run(CommandContext context, bool showTrace, Func<int> work)
        => Run(context, showTrace, EvaluationLimits.Default, work);

    /// <summary>Runs work that gives an exit code.</summary>
    public static int Run(CommandContext context, bool showTrace, EvaluationLimits limits, Func<int> work)
    {
        ErrorRenderer errors = new(context, showTrace);
        try
        {
            try
            {
                return EvalStack.Run(work, limits);
            }
            finally
            {
                context.Progress?.Stop();
            }
        }
        catch (NixException e)
        {
            errors.Write(e);
        }
        catch (UsageException e)
        {
            errors.Write(e.Message);
            return ExitCode.UsageIsWrong;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Write(e.Message);
        }
        catch (OutOfMemoryException)
        {
            errors.Write("out of memory");
        }
        catch (InsufficientExecutionStackException)
        {
            errors.Write("stack overflow; the input is nested too deeply");
        }
        catch (Exception e)
        {
            errors.Write($"nixoci cannot go on, which is a mistake in nixoci itself: {e.GetType().Name}: {e.Message}");
        }

        return ExitCode.InputIsWrong;
    }
}

/// <summary>A command line whose words do not go together.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class UsageException(string message) : Exception(message);
