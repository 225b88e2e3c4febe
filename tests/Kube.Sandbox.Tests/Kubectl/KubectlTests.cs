using System.Collections.Immutable;
using System.Diagnostics;
using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing;

namespace Kube.Sandbox.Tests.Kubectl;

/// <summary>The real kubectl against the sandbox.</summary>
public sealed class KubectlTests(SharedSandbox sandbox) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sandbox-kubectl-");
    private readonly string @namespace = $"kubectl-{Guid.NewGuid():n}"[..20];

    private string Config => Path.Combine(folder.FullName, "config");

    public async ValueTask InitializeAsync()
    {
        Layer.Kubectl.Require();
        await sandbox.Server.WriteKubeconfigAsync(Config);
        using var client = sandbox.Client();
        await client.CreateNamespaceAsync(@namespace);
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Lists_resources_of_all_groups()
    {
        var text = await RunAsync(null, "api-resources", "--no-headers");
        text.ShouldContain("deployments");
        text.ShouldContain("example.dev/v1");
        (await RunAsync(null, "get", "--raw", "/version")).ShouldContain("36");
    }

    [Fact]
    public async Task Applies_server_side_and_client_side()
    {
        (await RunAsync(Widget, "apply", "--server-side", "-f", "-")).ShouldContain("serverside-applied");
        (await RunAsync(Widget, "apply", "--server-side", "-f", "-")).ShouldContain("serverside-applied");
        (await RunAsync(ConfigMap, "apply", "-f", "-")).ShouldContain("created");
        (await RunAsync(ConfigMap, "apply", "-f", "-")).ShouldContain("unchanged");
        (await RunAsync(ConfigMap.Replace("one", "two", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain("configured");
        (await RunAsync(null, "get", "configmap", "c", "-o", "jsonpath={.data.key}")).ShouldBe("two");
    }

    [Fact]
    public async Task Prints_columns()
    {
        await RunAsync(Widget, "apply", "--server-side", "-f", "-");
        (await RunAsync(null, "get", "wd")).ShouldContain("MODE");
        var wide = await RunAsync(null, "get", "widgets", "-o", "wide");
        wide.ShouldContain("REPLICAS");
        wide.ShouldContain("Fast");
    }

    [Fact]
    public async Task Rolls_a_Deployment_out_and_deletes_it()
    {
        await RunAsync(Deployment, "create", "-f", "-");
        (await RunAsync(null, "rollout", "status", "deployment/web", "--timeout=60s")).ShouldContain("successfully rolled out");
        await RunAsync(null, "set", "image", "deployment/web", "web=nginx:2");
        (await RunAsync(null, "rollout", "status", "deployment/web", "--timeout=60s")).ShouldContain("successfully rolled out");
        (await RunAsync(null, "get", "pods", "-o", "wide")).ShouldContain("Running");
        await RunAsync(null, "patch", "deployment/web", "--patch", """{"spec": {"replicas": 1}}""");
        await RunAsync(null, "wait", "deployment/web", "--for=condition=Available", "--timeout=60s");
        await RunAsync(null, "delete", "deployment", "web", "--cascade=foreground", "--timeout=60s");
        await RunAsync(null, "wait", "pods", "--all", "--for=delete", "--timeout=60s");
    }

    [Fact]
    public async Task Creates_by_typed_commands()
    {
        await RunAsync(null, "create", "namespace", $"{@namespace}-2");
        await RunAsync(null, "create", "configmap", "typed", "--from-literal=a=b");
        await RunAsync(null, "create", "secret", "generic", "typed", "--from-literal=a=b");
        await RunAsync(null, "create", "serviceaccount", "typed");
        (await RunAsync(null, "get", "secret/typed", "-o", "jsonpath={.data.a}")).ShouldBe("Yg==");
        (await RunAsync(null, "get", "configmap/typed", "-o", "jsonpath={.data.a}")).ShouldBe("b");
        (await RunAsync(null, false, "create", "deployment", "typed", "--image=nginx:1")).ShouldContain("kubectl create -f");
    }

    [Fact]
    public async Task Describes_labels_and_waits()
    {
        await RunAsync(Widget, "apply", "-f", "-");
        (await RunAsync(Widget.Replace("Fast", "Slow", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain("configured");
        await RunAsync(null, "label", "widget/w", "a=b");
        await RunAsync(null, "annotate", "widget/w", "c=d");
        (await RunAsync(null, "get", "widgets", "--selector=a=b", "--output=name")).ShouldContain("widget.example.dev/w");
        (await RunAsync(null, "describe", "widget/w")).ShouldContain("Slow");
        (await RunAsync(null, "describe", "namespace", @namespace)).ShouldContain("Active");
        await RunAsync(null, "patch", "widget/w", "--subresource=status", "--type=merge", "--patch",
            """{"status": {"conditions": [{"type": "Ready", "status": "True"}]}}""");
        await RunAsync(null, "wait", "widget/w", "--for=condition=Ready", "--timeout=60s");
        (await RunAsync(null, "get", "widgets", "--watch", "--request-timeout=2s")).ShouldContain("Slow");
        await RunAsync(null, "delete", "widgets", "--all");
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        var text = await RunAsync(Widget.Replace("Fast", "Never", StringComparison.Ordinal), false, "apply", "--server-side", "-f", "-");
        text.ShouldContain("Unsupported value: \"Never\": supported values: \"Fast\", \"Slow\"");
        (await RunAsync(Widget.Replace("\"a\"", "\"zz\"", StringComparison.Ordinal), false, "create", "-f", "-"))
            .ShouldContain("unknown field");
    }

    private const string Widget =
        """{"apiVersion": "example.dev/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {"mode": "Fast", "a": "x"}}""";

    private const string Deployment =
        """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "web"}},
         "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1"}]}}}}
        """;

    private const string ConfigMap = """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"key": "one"}}""";

    private Task<string> RunAsync(string? input, params ImmutableArray<string> arguments) => RunAsync(input, true, arguments);

    private async Task<string> RunAsync(string? input, bool succeeds, params ImmutableArray<string> arguments)
    {
        var start = new ProcessStartInfo(Tools.Kubectl!) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var argument in arguments.Insert(0, $"--namespace={@namespace}").Insert(0, $"--kubeconfig={Config}")
            .Insert(0, $"--cache-dir={folder.FullName}"))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var text = await output + await errors;
        (process.ExitCode == 0).ShouldBe(succeeds, $"kubectl {string.Join(' ', arguments)}\n{text}");
        return text;
    }
}
