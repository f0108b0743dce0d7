namespace NixOci.Containers.Releases;

/// <summary>A change on the way from one release to another.</summary>
/// <param name="Release">The release that brought it.</param>
/// <param name="Change">The change.</param>
/// <param name="State">What holds after it.</param>
/// <param name="IsUndone">Whether the way leads back, so that the change is taken back.</param>
public sealed record ReleaseStep(ContainerRelease Release, ReleaseChange Change, ContainerRelease State, bool IsUndone);

/// <summary>The changes between releases, one by one.</summary>
public static class ReleasePath
{
    /// <summary>
    /// The changes from one release to another, in the order in which they are made or taken back. Those of versions are one change,
    /// which is the last.
    /// </summary>
    public static IReadOnlyList<ReleaseStep> Between(ContainerRelease from, ContainerRelease to)
    {
        if (IsAfter(from, to)) return Reverse(Between(to, from), to);
        List<ContainerRelease> later = [];
        for (ContainerRelease? release = to; release is not null && release != from; release = release.Before) later.Add(release);
        later.Reverse();
        List<ReleaseStep> steps = [];
        ReleaseChange? versions = null;
        ContainerRelease state = from;
        foreach (ContainerRelease release in later)
        {
            foreach (ReleaseChange change in release.Changes)
            {
                if (change.IsAboutVersions)
                {
                    versions = change;
                    continue;
                }

                state = change.Apply(state);
                steps.Add(new ReleaseStep(release, change, state, IsUndone: false));
            }
        }

        if (versions is not null) steps.Add(new ReleaseStep(to, versions, to, IsUndone: false));
        return steps;
    }

    private static bool IsAfter(ContainerRelease release, ContainerRelease other)
    {
        for (ContainerRelease? before = release.Before; before is not null; before = before.Before)
        {
            if (before == other) return true;
        }

        return false;
    }

    private static List<ReleaseStep> Reverse(IReadOnlyList<ReleaseStep> steps, ContainerRelease oldest)
    {
        List<ReleaseStep> reversed = new(steps.Count);
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            reversed.Add(steps[i] with { State = i == 0 ? oldest : steps[i - 1].State, IsUndone = true });
        }

        return reversed;
    }
}
