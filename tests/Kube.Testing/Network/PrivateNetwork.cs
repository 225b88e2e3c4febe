using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Kube.Testing.Processes;

namespace Kube.Testing.Network;

/// <summary>A network, mount and PID namespace that holds a whole cluster: nothing enters or leaves it, nothing survives it.</summary>
/// <remarks>
/// Expected flow: the test executable calls <see cref="Enter"/> first thing in its entry point; outside it starts itself again inside, with
/// the same arguments, streams and working directory, and returns that run's exit code. Inside it prepares the network and returns null.
/// The runner's pipe survives, because sockets in the file system are not part of a network namespace.
/// Caveat: the run inside has other process ids than the world sees.
/// </remarks>
public static class PrivateNetwork
{
    /// <summary>Name of the bridge that pods are plugged into.</summary>
    public const string Bridge = "pods";

    // /run is a file system in memory of our own: iproute2 keeps its namespaces there as well.
    internal const string Memory = "/run";

    private const string Marker = "KUBE_TESTING_INSIDE";

    /// <summary>Address of the node, the API server and everything else that is not a pod.</summary>
    public static readonly IPAddress Host = IPAddress.Parse("10.244.255.1");

    /// <summary>An address outside of the cluster (of the range for documentation): backends listen here.</summary>
    public static readonly IPAddress Outside = IPAddress.Parse("192.0.2.1");

    private static readonly Lazy<bool> Allowed = new(TryUnshare);

    /// <summary>Whether this process runs inside.</summary>
    public static bool Inside => Environment.GetEnvironmentVariable(Marker) == "1";

    /// <summary>Whether this machine lets us make one.</summary>
    public static bool Possible => Inside || Allowed.Value;

    /// <summary>Whether the processes inside are root of the machine, so that they may become other users.</summary>
    internal static bool RealRoot => Environment.GetEnvironmentVariable("KUBE_TESTING_USER") == "root";

    /// <summary>Runs this program inside and returns its exit code; null when already inside, or when <paramref name="layer"/> cannot run
    /// here.</summary>
    public static int? Enter(Layer layer, IReadOnlyList<string> arguments)
    {
        if (Inside)
        {
            Prepare();
            return null;
        }

        if (layer.Missing() is not null)
        {
            return null;
        }

        var info = new ProcessStartInfo(Tools.OnPath("setpriv")!) { UseShellExecute = false };
        foreach (var argument in (IEnumerable<string>)["--pdeathsig", "KILL", "--", .. Unshare(), .. Self(), .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment[Marker] = "1";
        info.Environment["KUBE_TESTING_USER"] = Environment.IsPrivilegedProcess ? "root" : "mapped";
        using var inside = Process.Start(info)!;
        inside.WaitForExit();
        return inside.ExitCode;
    }

    /// <summary>Runs <c>ip</c> with the lines of a batch.</summary>
    internal static async Task Ip(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var finished = await TestProcess.Run(new ProcessSpec(Tools.OnPath("ip")!, [.. line.Split(' ')]));
            if (finished.ExitCode != 0)
            {
                throw new InvalidOperationException($"ip {line}: {finished.Output}");
            }
        }
    }

    private static void Prepare()
    {
        Mount("--make-rprivate", "/");
        Mount("-t", "tmpfs", "tmpfs", Memory);
        Ip("link set lo up",
            $"link add {Bridge} type bridge forward_delay 0 stp_state 0",
            $"addr add {Host}/16 dev {Bridge}",
            $"link set {Bridge} up",
            $"addr add {Outside}/32 dev lo").GetAwaiter().GetResult();
    }

    private static void Mount(params ImmutableArray<string> arguments)
    {
        var finished = TestProcess.Run(new ProcessSpec(Tools.OnPath("mount")!, arguments)).GetAwaiter().GetResult();
        if (finished.ExitCode != 0)
        {
            throw new InvalidOperationException($"mount {string.Join(' ', arguments)}: {finished.Output}");
        }
    }

    private static ImmutableArray<string> Unshare() =>
    [
        Tools.OnPath("unshare")!,
        .. Environment.IsPrivilegedProcess ? ImmutableArray<string>.Empty : ["--map-root-user"],
        "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--",
    ];

    private static ImmutableArray<string> Self()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
    }

    private static bool TryUnshare()
    {
        var command = Unshare();
        var finished = TestProcess.Run(new ProcessSpec(command[0], [
            .. command.Skip(1), Tools.OnPath("ip")!, "link", "add", "probe", "type", "bridge"]))
            .GetAwaiter().GetResult();
        return finished.ExitCode == 0;
    }
}
