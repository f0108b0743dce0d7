using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Options;

/// <summary>The options of the units of each kind.</summary>
internal static class KindOptions
{
    /// <summary>All options of the units of a kind.</summary>
    public static AttrSet Declare(UnitKind kind, ModuleArguments arguments, UnitTypes types, SystemdRelease release)
    {
        if (kind == UnitKind.Service) return ServiceOptions.Declare(arguments, types, release);
        OptionTable options = UnitOptions.Common(arguments.Lib, types);
        if (kind.Section.Length > 0)
        {
            options.Set(
                kind.SettingsOption,
                types.Settings,
                $"Settings of the section `[{kind.Section}]`; see systemd.{kind.Suffix}(5).",
                ExampleOf(kind));
        }

        if (kind == UnitKind.Socket) AddAddresses(options);
        if (kind == UnitKind.Mount) AddMount(options);
        if (kind == UnitKind.Automount) AddMountPoint(options);
        return options.Build();
    }

    private static AttrSet ExampleOf(UnitKind kind) => kind.Suffix switch
    {
        "timer" => Nix.Attrs(("OnCalendar", Nix.Str("Sun 14:00:00")), ("Unit", Nix.Str("report.service"))),
        "path" => Nix.Attrs(("PathChanged", Nix.Str("/srv/incoming")), ("Unit", Nix.Str("import.service"))),
        "socket" => Nix.Attrs(("ListenStream", Nix.Str("/run/my-socket"))),
        "slice" => Nix.Attrs(("MemoryMax", Nix.Str("2G"))),
        _ => Nix.Attrs(("DirectoryMode", Nix.Str("0775"))),
    };

    private static void AddAddresses(OptionTable options)
    {
        Value texts = options.Lib.Types.ListOf(options.Lib.Types.Str);
        NixList example = Nix.Strings("0.0.0.0:993", "/run/my-socket");
        options.List("listenStreams", texts, "Addresses of stream sockets, each a setting `ListenStream`.", example);
        options.List("listenDatagrams", texts, "Addresses of datagram sockets, each a setting `ListenDatagram`.", example);
    }

    private static void AddMount(OptionTable options)
    {
        Lib lib = options.Lib;
        AddMountPoint(options);
        options.Required("what", lib.Types.Str, "The device, file or other resource that is mounted.", Nix.Str("/dev/sda1"));
        options.Text("type", lib.Types.Str, "The file system's type.", Nix.Str("ext4"));
        options.Text("options", lib.Types["commas"], "The options that the file system is mounted with.", Nix.Str("noatime"));
    }

    private static void AddMountPoint(OptionTable options)
        => options.Required(
            "where",
            options.Lib.Types.Str,
            "The directory that the file system is mounted on, by its absolute path; it is created where it is missing.",
            Nix.Str("/mnt"));
}
