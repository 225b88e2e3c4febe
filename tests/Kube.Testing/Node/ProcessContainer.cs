using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Network;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>A container that is a real process: in the pod's network, with a root file system of its own that holds the image's files, the
/// volumes at their paths, <c>/etc/hosts</c> and nothing else.</summary>
internal sealed class ProcessContainer : IContainerProcess
{
    // Arguments: root folder, rw or ro, then (source, target, rw or ro)*, "--", command.
    private const string MountAndRun = """
        set -e
        root=$1 writable=$2
        shift 2
        mount -t tmpfs -o mode=755 tmpfs "$root"
        while [ "$1" != -- ]; do
          if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; : > "$root$2"; fi
          mount --rbind "$1" "$root$2"
          if [ "$3" = ro ]; then mount -o remount,bind,ro "$root$2"; fi
          shift 3
        done
        shift
        if [ "$writable" = ro ]; then mount -o remount,bind,ro "$root"; fi
        exec "$@"
        """;

    private readonly TestProcess process;

    private ProcessContainer(TestProcess process) => this.process = process;

    public Task<int> Ended => process.Ended;

    public static ProcessContainer Start(
        HostImage image, PodFolder folder, int network, V1Pod pod, V1Container container, ImmutableDictionary<string, string> environment,
        Output log)
    {
        var readOnly = container.SecurityContext?.ReadOnlyRootFilesystem ?? false;
        ImmutableArray<string> arguments =
        [
            $"--net={PodNetwork.NamespaceFile(network)}", "--", Tools.OnPath("unshare")!, "--mount", "--", "/bin/sh", "-c", MountAndRun,
            "sh",
            folder.Root(container.Name), readOnly ? "ro" : "rw",
            .. folder.Mounts(image, container).SelectMany(mount => (string[])[mount.Source, mount.Target, mount.ReadOnly ? "ro" : "rw"]),
            "--", Tools.OnPath("chroot")!, .. Identity(image, pod, container), folder.Root(container.Name),
            .. image.CommandLine(container, environment),
        ];
        return new ProcessContainer(TestProcess.Start(new ProcessSpec(Tools.OnPath("nsenter")!, arguments)
        {
            Name = $"{pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}/{container.Name}",
            Environment = environment.SetItem("HOME", environment.GetValueOrDefault("HOME", "/")),
            Output = log,
        }));
    }

    public Task Stop(TimeSpan grace) => process.Stop(grace);

    public async Task<bool> Exec(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var spec = new ProcessSpec(Tools.OnPath("nsenter")!, ["--target", $"{process.Id}", "--net", "--mount", "--root", "--", .. command]);
        return (await TestProcess.Run(spec, cancel: cancel)).ExitCode == 0;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    // In a user namespace there is only one user: root of that namespace.
    private static ImmutableArray<string> Identity(HostImage image, V1Pod pod, V1Container container)
    {
        var user = container.SecurityContext?.RunAsUser ?? pod.Spec!.SecurityContext?.RunAsUser ?? image.User;
        var group = pod.Spec!.SecurityContext?.RunAsGroup ?? user;
        return PrivateNetwork.RealRoot ? [$"--userspec={user}:{group}", "--groups="] : [];
    }
}
