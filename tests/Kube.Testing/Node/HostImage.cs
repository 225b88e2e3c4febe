using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>What a container image stands for on the test node: programs of this machine and how they start.</summary>
/// <param name="EntryPoint">Command line inside the container, when the pod gives no <c>command</c>.</param>
/// <param name="Files">Files and folders of this machine, and their paths in the container; read-only there.</param>
public sealed record HostImage(ImmutableArray<string> EntryPoint, ImmutableArray<(string Source, string Target)> Files)
{
    /// <summary>What a dynamically linked program needs of its system.</summary>
    private static readonly ImmutableArray<string> System = ["/usr", "/lib", "/lib64", "/etc/ssl"];

    /// <summary>As the real image: diagnostics would write to the read-only file system.</summary>
    private static readonly ImmutableDictionary<string, string> NoDiagnostics =
        ImmutableDictionary<string, string>.Empty.Add("DOTNET_EnableDiagnostics", "0");

    /// <summary>Arguments when the pod gives neither <c>command</c> nor <c>args</c>.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The image's own variables; the pod's win.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>User when the pod names none.</summary>
    public long User { get; init; }

    /// <summary>A program that runs on this system's libraries.</summary>
    /// <param name="entryPoint">Command line inside the container.</param>
    /// <param name="files">In addition to the system's libraries.</param>
    public static HostImage OnSystem(ImmutableArray<string> entryPoint, params ImmutableArray<(string Source, string Target)> files) =>
        new(entryPoint, [.. System.Where(Directory.Exists).Select(path => (path, path)), .. files]);

    /// <summary>A program that was published with all that it needs in its folder.</summary>
    public static HostImage Published(string program) =>
        OnSystem([$"/app/{Path.GetFileName(program)}"], (Path.GetDirectoryName(program)!, "/app")) with { Environment = NoDiagnostics };

    /// <summary>A framework-dependent .NET program as it was built, on the runtime that runs the tests.</summary>
    /// <param name="folder">The build output.</param>
    /// <param name="assembly">File name of the entry assembly in it.</param>
    public static HostImage Dotnet(string folder, string assembly) =>
        OnSystem(["/dotnet/dotnet", $"/app/{assembly}"], (DotnetRoot, "/dotnet"), (folder, "/app")) with { Environment = NoDiagnostics };

    /// <summary>The command line in the container: entry point or <c>command</c>, then <c>args</c>, references replaced.</summary>
    internal ImmutableArray<string> CommandLine(V1Container container, IReadOnlyDictionary<string, string> environment) =>
    [
        .. container.Command is not { Count: > 0 } ? EntryPoint : container.Command.Select(part => PodEnvironment.Expand(part, environment)),
        .. container.Command is not { Count: > 0 } && container.Args is not { Count: > 0 } ? Arguments : container.Args.OrEmpty().Select(part => PodEnvironment.Expand(part, environment)),
    ];

    // …/shared/Microsoft.NETCore.App/VERSION holds the base library.
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));
}
