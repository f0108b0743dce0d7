using NixOci.Hosts.Files;

namespace NixOci.Hosts.Installation;

/// <summary>What an installation did, or would do.</summary>
/// <param name="Number">The generation that is in force now; 0 where none is.</param>
/// <param name="Previous">The generation that was in force before; 0 where none was.</param>
/// <param name="Plan">What systemd was told; null where it is not the host's systemd that runs.</param>
/// <param name="Failures">What systemd could not do, as sentences.</param>
public sealed record InstallationResult(int Number, int Previous, SwitchPlan? Plan, IReadOnlyList<string> Failures);

/// <summary>
/// Puts trees of units in force on a host. At every moment one generation is in force as a whole: what is interrupted has happened
/// or has not, and whoever comes next completes it.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="systemctl">The way to its systemd; null where the host does not run.</param>
/// <param name="clock">Tells when generations are made.</param>
public sealed class Installer(HostRoot host, ISystemctl? systemctl, TimeProvider clock)
{
    private readonly GenerationStore _store = new(host);
    private readonly SwitchJournal _journal = new(host);

    /// <summary>The generations, oldest first.</summary>
    public IReadOnlyList<Generation> Generations => [.. _store.Numbers().Select(_store.Load)];

    /// <summary>The generation in force; 0 where none is.</summary>
    public int CurrentNumber => NewestKnown() is { } tree ? LiveOf(tree).CurrentNumber : 0;

    /// <summary>The files in force; empty where nothing is.</summary>
    /// <param name="like">Where the host's files are, where nothing says so yet.</param>
    public GenerationTree CurrentTree(GenerationTree like)
    {
        int number = CurrentNumber;
        return number > 0 ? _store.Tree(number) : GenerationTree.Empty(like.UnitDirectory, like.FileDirectory);
    }

    /// <summary>The places of a tree where something of others stands.</summary>
    public IReadOnlyList<string> ClashesOf(GenerationTree tree) => [.. LiveOf(tree).LinksOf(tree).Clashes()];

    /// <summary>Finds out what an installation would do.</summary>
    public InstallationResult Preview(GenerationTree tree)
    {
        RequireSamePlace(tree);
        return new InstallationResult(CurrentNumber, CurrentNumber, PlanFor(CurrentTree(tree), tree), []);
    }

    /// <summary>Installs a tree as the newest generation.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="description">What it was made of, as ordinary text.</param>
    public InstallationResult Install(GenerationTree tree, string description)
    {
        using IDisposable running = Lock();
        RequireSamePlace(tree);
        RefuseClashes(tree);
        return PutInForce(_store.Record(tree, description, clock.GetUtcNow()), tree);
    }

    /// <summary>Puts an earlier generation in force again.</summary>
    /// <param name="number">Its number; null means the one before the one in force.</param>
    public InstallationResult Rollback(int? number)
    {
        using IDisposable running = Lock();
        int wanted = number ?? NumberBefore(CurrentNumber);
        GenerationTree tree = _store.Tree(wanted);
        RequireSamePlace(tree);
        RefuseClashes(tree);
        return PutInForce(wanted, tree);
    }

    /// <summary>Removes everything that was ever installed; with <paramref name="forget"/> the generations too.</summary>
    public InstallationResult Uninstall(bool forget)
    {
        using IDisposable running = Lock();
        InstallationResult result = new(0, 0, null, []);
        if (NewestKnown() is { } known)
        {
            result = PutInForce(0, GenerationTree.Empty(known.UnitDirectory, known.FileDirectory));
            LiveOf(known).Clear();
        }

        if (forget) _store.Clear();
        return result;
    }

    /// <summary>Forgets old generations.</summary>
    /// <returns>How many.</returns>
    public int Prune(int count)
    {
        using IDisposable running = Lock();
        return _store.Prune(count, CurrentNumber);
    }

    private InstallationResult PutInForce(int number, GenerationTree tree)
    {
        LiveTree live = LiveOf(tree);
        int previous = live.CurrentNumber;
        GenerationTree before = CurrentTree(tree);
        OuterLinks links = live.LinksOf(tree);
        string name = live.Prepare(number, tree, links);
        SwitchPlan? plan = PlanFor(before, tree);
        SwitchExecution? execution = plan is null ? null : new SwitchExecution(systemctl!, plan);
        if (plan is not null) _journal.Write(plan);
        execution?.Stop();
        live.Switch(name);
        live.Prune(links, Known());
        execution?.Start();
        _journal.Clear();
        return new InstallationResult(number, previous, plan, execution?.Failures ?? []);
    }

    private SwitchPlan? PlanFor(GenerationTree before, GenerationTree after)
        => systemctl is null
            ? null
            : new SwitchPlanner(new UnitSet(before, host), new UnitSet(after, host), UnitStates.Ask(systemctl)).Plan(_journal.Read());

    private IEnumerable<GenerationTree> Known()
    {
        foreach (int number in _store.Numbers()) yield return _store.Tree(number);
    }

    private GenerationTree? NewestKnown()
    {
        List<int> numbers = _store.Numbers();
        return numbers.Count == 0 ? null : _store.Tree(numbers[^1]);
    }

    private int NumberBefore(int current)
    {
        int before = _store.Numbers().FindLast(number => number < current);
        return before > 0 ? before : throw new IOException("there is no generation before the one in force; 'nixoci generations' lists them");
    }

    private LiveTree LiveOf(GenerationTree tree) => new(host, tree.UnitDirectory, tree.FileDirectory);

    private void RequireSamePlace(GenerationTree tree)
    {
        if (CurrentNumber == 0 || NewestKnown() is not { } known) return;
        if (known.UnitDirectory == tree.UnitDirectory && known.FileDirectory == tree.FileDirectory) return;
        throw new IOException(
            $"this host's units are in '{known.UnitDirectory}' and their files in '{known.FileDirectory}', not in '{tree.UnitDirectory}' "
            + $"and '{tree.FileDirectory}'; use the same --unit-dir and --prefix as before, or run 'nixoci uninstall' first");
    }

    private void RefuseClashes(GenerationTree tree)
    {
        if (ClashesOf(tree) is [var first, ..])
        {
            throw new IOException($"'{first}' was not written by nixoci and is in the way; move it away and try again");
        }
    }

    private IDisposable Lock()
    {
        string directory = host.CreateDirectories(GenerationStore.StateDirectory);
        return host.Files.TryLock(Path.Combine(directory, "lock"))
            ?? throw new IOException("another nixoci is at work on this host; try again when it is done");
    }
}
