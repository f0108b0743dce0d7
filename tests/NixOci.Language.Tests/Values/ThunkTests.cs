using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Values;

public sealed class ThunkTests
{
    [Fact]
    public void A_thunk_is_evaluated_once()
    {
        int evaluations = 0;
        Thunk thunk = new(() => NixInt.Of(++evaluations));
        Assert.False(thunk.IsEvaluated);
        Assert.Equal(1, ((NixInt)thunk.Force()).Value);
        Assert.Equal(1, ((NixInt)thunk.Force()).Value);
        Assert.True(thunk.IsEvaluated);
    }

    [Fact]
    public void A_thunk_that_needs_itself_is_an_infinite_recursion()
    {
        Thunk? self = null;
        self = new Thunk(() => self!.Force());
        Assert.Throws<InfiniteRecursionException>(() => self.Force());
    }

    [Fact]
    public void A_thunk_that_failed_fails_alike_again()
    {
        Thunk thunk = new(() => throw new ThrownException("no"));
        Assert.Equal("no", Assert.Throws<ThrownException>(() => thunk.Force()).Message);
        Assert.Equal("no", Assert.Throws<ThrownException>(() => thunk.Force()).Message);
    }

    [Fact]
    public void A_long_chain_of_thunks_is_an_error_and_no_crash()
    {
        Value chain = NixInt.Of(0);
        for (int i = 0; i < 1_000_000; i++)
        {
            Value inner = chain;
            chain = new Thunk(() => ForceWithRoom(inner));
        }

        Assert.Throws<LimitException>(() => EvalStack.Run(() => chain.Force()));

        // How little of the stack optimised code takes is not known; each link takes at least this much.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static Value ForceWithRoom(Value value)
        {
            Span<byte> room = stackalloc byte[512];
            room[^1] = 1;
            Value forced = value.Force();
            return room[^1] == 1 ? forced : throw new InvalidOperationException("the stack was written over");
        }
    }
}
