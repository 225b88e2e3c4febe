using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>The files of one pod on this machine; removed with it.</summary>
internal sealed class PodFolder : IDisposable
{
    private static readonly ImmutableArray<string> Devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];
    private readonly DirectoryInfo folder = Scratch.Create("kube-testing-pod-");
    private readonly Lock gate = new();
    private bool gone;

    public string Volumes => Directory.CreateDirectory(Path.Combine(folder.FullName, "volumes")).FullName;

    private string Hosts => Path.Combine(folder.FullName, "hosts");

    /// <summary>Where a container's root file system is put together.</summary>
    public string Root(string container) => Directory.CreateDirectory(Path.Combine(folder.FullName, "roots", container)).FullName;

    /// <summary>Replaces <c>/etc/hosts</c> in place: the file is bound into the running container. A pod that has ended needs
    /// none.</summary>
    public void WriteHosts(string text)
    {
        lock (gate)
        {
            if (!gone && (!File.Exists(Hosts) || File.ReadAllText(Hosts) != text))
            {
                File.WriteAllText(Hosts, text);
            }
        }
    }

    /// <summary>What a process wrote as its reason for ending; programs of the test have no such file.</summary>
    public string TerminationMessage(string container) => File.Exists(Message(container)) ? File.ReadAllText(Message(container)) : "";

    /// <summary>All mounts, outer paths before inner ones.</summary>
    public IEnumerable<Mount> Mounts(HostImage image, V1Container container)
    {
        var message = Message(container.Name);
        File.WriteAllText(message, "");
        File.SetUnixFileMode(message, (UnixFileMode)0x1B6);
        return new[]
            {
                new Mount(Hosts, "/etc/hosts", ReadOnly: false),
                new Mount("/proc", "/proc", ReadOnly: false),
                new Mount(message, container.TerminationMessagePath ?? "/dev/termination-log", ReadOnly: false),
            }
            .Concat(image.Files.Select(file => new Mount(file.Source, file.Target, ReadOnly: true)))
            .Concat(Devices.Select(device => new Mount(device, device, ReadOnly: false)))
            .Concat(container.VolumeMounts.OrEmpty().Select(Volume))
            .OrderBy(mount => mount.Target, StringComparer.Ordinal);
    }

    public void Dispose()
    {
        lock (gate)
        {
            gone = true;
            folder.Delete(recursive: true);
        }
    }

    private Mount Volume(V1VolumeMount mount) =>
        new(Path.Combine(Volumes, mount.Name, mount.SubPath ?? ""), mount.MountPath.TrimEnd('/'), mount.ReadOnlyProperty ?? false);

    private string Message(string container) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, "messages")).FullName, container);
}

/// <summary>A file or folder of this machine at a path of the container.</summary>
internal sealed record Mount(string Source, string Target, bool ReadOnly);
