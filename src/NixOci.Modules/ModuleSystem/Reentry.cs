using NixOci.Language.Evaluation;

namespace NixOci.Modules.ModuleSystem;

/// <summary>Marks a step of host code that is under way: a step that needs its own result is an infinite recursion.</summary>
internal struct Reentry
{
    private bool _underWay;

    public void Enter()
    {
        if (_underWay) throw new InfiniteRecursionException(default);
        _underWay = true;
    }

    public void Leave() => _underWay = false;
}
