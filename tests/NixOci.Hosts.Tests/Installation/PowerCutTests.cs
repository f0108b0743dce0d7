using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;
using NixOci.Hosts.Tests.Disks;
using Xunit;

namespace NixOci.Hosts.Tests.Installation;

/// <summary>
/// Every operation of an installation fails in turn, on files and on systemd alike. Wherever it is, the host has the old units or
/// the new ones, each with its own scripts, and the next run completes it.
/// </summary>
public sealed class PowerCutTests
{
    private const string Etc = "etc/systemd/system/", Lib = "usr/local/lib/nixoci/";

    private static readonly string[] Old =
    [
        Etc + "web.service=[Service]\nExecStart=/usr/local/lib/nixoci/web.service/start\n",
        Lib + "web.service/start=#!/bin/sh\nold\n",
        Etc + "multi-user.target.wants/web.service>../web.service",
        Etc + "same.service=[Service]\nExecStart=/bin/same\n",
        Etc + "multi-user.target.wants/same.service>../same.service",
        Etc + "gone.service=[Service]\nExecStart=/bin/gone\n",
        Etc + "multi-user.target.requires/gone.service>../gone.service",
        Etc + "oldname.service>web.service",
        Etc + "ssh.service.d/overrides.conf=[Service]\nNice=1\n",
    ];

    private static readonly string[] New =
    [
        Etc + "web.service=[Service]\nExecStart=/usr/local/lib/nixoci/web.service/start\n",
        Lib + "web.service/start=#!/bin/sh\nnew\n",
        Etc + "multi-user.target.wants/web.service>../web.service",
        Etc + "same.service=[Service]\nExecStart=/bin/same\n",
        Etc + "multi-user.target.wants/same.service>../same.service",
        Etc + "fresh.service=[Service]\nExecStart=/bin/fresh\n",
        Etc + "multi-user.target.requires/fresh.service>../fresh.service",
        Etc + "newname.service>web.service",
        Etc + "nginx.service.d/overrides.conf=[Service]\nNice=2\n",
        Etc + "cups.service>/dev/null",
    ];

    public enum Step
    {
        FirstInstall,
        Update,
        Rollback,
        Uninstall,
        InstallOverCopies,
    }

    public static TheoryData<Step, Failure, Wait> Situations
    {
        get
        {
            TheoryData<Step, Failure, Wait> situations = [];
            foreach (Step step in Enum.GetValues<Step>())
            {
                foreach (Wait wait in Enum.GetValues<Wait>())
                {
                    situations.Add(step, Failure.FromThenOn, wait);
                    situations.Add(step, Failure.Once, wait);
                }
            }

            return situations;
        }
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public void TheHostHasTheOldUnitsOrTheNew(Step step, Failure failure, Wait wait)
    {
        (MemoryDisk prepared, FakeSystemd before) = Prepare(step);
        MemoryDisk done = prepared.Clone();
        FakeSystemd running = new(done, before.Active);
        SortedDictionary<string, string> old = SystemdView.Of(done);
        Run(step, done, running);
        SortedDictionary<string, string> @new = SystemdView.Of(done), everything = done.Everything();
        SortedDictionary<string, string> active = new(running.Active, StringComparer.Ordinal);
        Assert.NotEqual(step == Step.InstallOverCopies, !old.SequenceEqual(@new));

        int failing = 0;
        for (bool isThrough = false; !isThrough;)
        {
            MemoryDisk disk = prepared.Clone();
            FailingFiles files = new(disk, ++failing, failure, wait);
            FakeSystemd systemd = new(disk, before.Active, files.Do);
            try
            {
                Run(step, files, systemd);
                isThrough = files.Count < failing;
            }
            catch (IOException)
            {
            }

            string place = $"operation {failing}";
            RequireOldOrNew(SystemdView.Of(disk), old, @new, place);
            if (failure == Failure.FromThenOn)
            {
                foreach (bool isLucky in new[] { true, false })
                {
                    MemoryDisk left = disk.AfterPowerCut(isLucky);
                    RequireOldOrNew(SystemdView.Of(left), old, @new, place + (isLucky ? ", all written" : ", only what was waited for"));
                    FakeSystemd rebooted = FakeSystemd.Booted(left);
                    Run(step, left, rebooted, isSecond: true);
                    Assert.Equal(@new, SystemdView.Of(left));
                    RequireSame(everything, left.Everything(), place);
                    RequireCurrent(rebooted, active, place);
                }
            }

            // The same systemd goes on where the program was killed.
            FakeSystemd still = new(disk, systemd.Active);
            Run(step, disk, still, isSecond: true);
            RequireSame(everything, disk.Everything(), place);
            RequireCurrent(still, active, place);
        }

        Assert.True(failing > 15, $"only {failing} operations were seen");
    }

    private static (MemoryDisk Disk, FakeSystemd Systemd) Prepare(Step step)
    {
        MemoryDisk disk = new("/etc/systemd/system", "/usr/local/lib", "/usr/lib/systemd/system", "/var/lib");
        disk.Put("/usr/lib/systemd/system/ssh.service", "[Service]\nExecStart=/usr/sbin/sshd\n");
        disk.Put("/usr/lib/systemd/system/nginx.service", "[Service]\nExecStart=/usr/sbin/nginx\n");
        disk.Put("/usr/lib/systemd/system/cups.service", "[Service]\nExecStart=/usr/sbin/cupsd\n");
        disk.Put("/etc/systemd/system/mine.service", "[Service]\nExecStart=/bin/mine\n");
        FakeSystemd systemd = new(disk);
        if (step == Step.InstallOverCopies)
        {
            foreach (HostFile file in Tree(New).Files.Values) Copy(disk, file);
            return (disk, FakeSystemd.Booted(disk));
        }

        if (step != Step.FirstInstall) new Installer(new HostRoot("/", disk), systemd, new FixedClock()).Install(Tree(Old), "old");
        if (step == Step.Rollback) new Installer(new HostRoot("/", disk), systemd, new FixedClock()).Install(Tree(New), "new");
        return (disk, systemd);
    }

    private static void Copy(MemoryDisk disk, HostFile file)
    {
        string path = "/" + file.Path;
        if (file is RegularFile regular)
        {
            disk.Put(path, regular.Text, regular.IsExecutable);
            return;
        }

        disk.CreateDirectories(Path.GetDirectoryName(path)!);
        disk.CreateLink(path, ((SymbolicLink)file).Target);
        disk.Sync(Path.GetDirectoryName(path)!);
    }

    private static void Run(Step step, IFileOperations files, FakeSystemd systemd, bool isSecond = false)
    {
        Installer installer = new(new HostRoot("/", files), systemd, new FixedClock());
        if (step == Step.Uninstall) installer.Uninstall(forget: true);
        else if (step == Step.Rollback) installer.Rollback(isSecond ? 1 : null);
        else installer.Install(Tree(New), "new");
    }

    private static GenerationTree Tree(string[] files)
    {
        (FileTree tree, Hosts.Manifests.Manifest manifest) = SampleTrees.Make([], files);
        return GenerationTree.Of(tree, manifest);
    }

    /// <summary>Aliases are links to their units, and may be there a moment earlier or longer than what they lead to.</summary>
    private static void RequireOldOrNew(
        SortedDictionary<string, string> view, SortedDictionary<string, string> old, SortedDictionary<string, string> @new, string place)
    {
        List<KeyValuePair<string, string>> units = WithoutAliases(view);
        bool isOld = units.SequenceEqual(WithoutAliases(old)), isNew = units.SequenceEqual(WithoutAliases(@new));
        Assert.True(isOld || isNew, $"{place}: neither old nor new:\n{string.Join('\n', view.Select(static pair => pair.Key + " = " + pair.Value))}");
        foreach ((string name, string text) in view)
        {
            if (!text.StartsWith("alias of ", StringComparison.Ordinal)) continue;
            Assert.True(text == old.GetValueOrDefault(name) || text == @new.GetValueOrDefault(name), $"{place}: {name} is {text}");
        }
    }

    private static List<KeyValuePair<string, string>> WithoutAliases(SortedDictionary<string, string> view)
        => [.. view.Where(static pair => !pair.Value.StartsWith("alias of ", StringComparison.Ordinal))];

    /// <summary>A directory that is empty now may have been left, and stand-ins that nothing leads to.</summary>
    private static SortedDictionary<string, string> Kept(SortedDictionary<string, string> everything)
    {
        SortedDictionary<string, string> kept = new(StringComparer.Ordinal);
        foreach ((string path, string text) in everything)
        {
            if (!path.EndsWith('/') && !path.Contains("/.generations/", StringComparison.Ordinal)) kept.Add(path, text);
        }

        return kept;
    }

    private static void RequireSame(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual, string place)
    {
        List<string> differences = [];
        foreach ((string path, string text) in Kept(expected).Except(Kept(actual))) differences.Add($"- {path} {text}");
        foreach ((string path, string text) in Kept(actual).Except(Kept(expected))) differences.Add($"+ {path} {text}");
        Assert.True(differences.Count == 0, $"{place}: left are\n{string.Join('\n', differences)}");
    }

    private static void RequireCurrent(FakeSystemd systemd, SortedDictionary<string, string> active, string place)
        => Assert.True(systemd.Active.SequenceEqual(active),
            $"{place}: active are\n{string.Join('\n', systemd.Active.Select(static pair => pair.Key + " = " + pair.Value))}");

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
