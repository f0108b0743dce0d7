using CsCheck;
using NixOci.Language.Evaluation;

namespace NixOci.Fuzzing;

/// <summary>What a run came to.</summary>
/// <param name="Inputs">How many inputs were tried.</param>
/// <param name="Found">The smallest input that fails as the first failing one does, as byte text; null where none fails.</param>
/// <param name="Failure">What is wrong with it.</param>
public sealed record FuzzResult(long Inputs, string? Found, Exception? Failure);

/// <summary>
/// Gives generated inputs to a target, one after the other, until one fails. The n-th input of a seed is always the same, so
/// that a run can be repeated.
/// </summary>
/// <param name="target">What is tried.</param>
/// <param name="seed">The seed of the random numbers.</param>
public sealed class FuzzRun(FuzzTarget target, uint seed)
{
    private readonly Gen<string> _inputs = target.MakeInputs();
    private volatile string? _current;
    private long _tried;

    /// <summary>How many inputs were tried so far.</summary>
    public long Tried => Interlocked.Read(ref _tried);

    /// <summary>The input that is being tried.</summary>
    public string? Current => _current;

    /// <summary>Tries some inputs.</summary>
    public FuzzResult Run(long inputs) => EvalStack.Run(() =>
    {
        PCG random = new(seed);
        for (long i = 0; i < inputs; i++)
        {
            string text = _inputs.Generate(random, null, out _);
            _current = text;
            if (Failure(text) is { } failure) return Shrink(i + 1, text, failure);
            Interlocked.Increment(ref _tried);
        }

        _current = null;
        return new FuzzResult(inputs, null, null);
    });

    private Exception? Failure(string text)
    {
        try
        {
            target.Try(text);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Leaves out of an input what is not needed for the failure: larger pieces first.</summary>
    private FuzzResult Shrink(long tried, string text, Exception failure)
    {
        for (int length = text.Length / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= text.Length;)
            {
                string shorter = text.Remove(at, length);
                if (Failure(shorter) is { } same && same.GetType() == failure.GetType()) (text, failure) = (shorter, same);
                else at += length;
            }
        }

        return new FuzzResult(tried, text, failure);
    }
}
