using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Node;

namespace EndToEnd.Tests.Fixtures;

/// <summary>What the node does beyond running a healthy pod.</summary>
public sealed class NodeTests(Cluster cluster)
{
    private const string Image = "docker.io/otel/opentelemetry-collector-contrib:0.155.0";
    private const string Pods = "/api/v1/namespaces/node/pods";

    [Fact]
    public async Task A_job_ends_with_the_exit_code_and_message_of_its_process()
    {
        await Start();
        await cluster.Kube.Apply(Job(
            "good", "validate", "--config=yaml:receivers: {otlp: {protocols: {http: }}}", "--config=yaml:exporters: {nop: }",
                "--config=yaml:service: {pipelines: {traces: {receivers: [otlp], exporters: [nop]}}}"));
        await cluster.Kube.Apply(Job("bad", "validate", "--config=yaml:receivers: {nosuch: }"));

        var bad = await Pod("bad", pod => Phase(pod) == "Failed");
        var ended = bad["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!;
        ended["exitCode"]!.GetValue<int>().ShouldBe(1);
        ended["message"]!.GetValue<string>().ShouldContain("nosuch");
        await cluster.Kube.WaitFor(JobPath("bad"), job => job["status"]?["failed"]?.GetValue<int>() == 1, "job failed");
        var good = await Pod("good", pod => Phase(pod) is "Succeeded" or "Failed");
        Phase(good).ShouldBe("Succeeded", cluster.Node.Logs());
        await cluster.Kube.WaitFor(JobPath("good"), job => job["status"]?["succeeded"]?.GetValue<int>() == 1, "job succeeded");
    }

    [Fact]
    public async Task A_program_of_the_test_plays_a_container()
    {
        await Start();
        cluster.Node.Register("example.org/count", (context, _) =>
        {
            context.Log.Add($"at {context.Address}");
            return Task.FromResult(int.Parse(context.Environment["CODE"]));
        });
        await cluster.Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "counting", ["namespace"] = "node" },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = "Never",
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = "example.org/count:7@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                    ["env"] = new JsonArray(new JsonObject { ["name"] = "CODE", ["value"] = "3" }),
                }),
            },
        });

        var pod = await cluster.Kube.WaitFor($"{Pods}/counting", candidate => Phase(candidate) == "Failed", "pod failed");

        pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!["exitCode"]!.GetValue<int>().ShouldBe(3);
        cluster.Node.Logs().ShouldContain($"at {pod["status"]!["podIP"]}");
    }

    [Fact]
    public async Task A_program_of_the_machine_runs_as_an_image()
    {
        await Start();
        cluster.Node.Register("example.org/shell", HostImage.OnSystem(["/usr/bin/env", "sh", "-c"]) with { User = 7 });
        await cluster.Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "shell", ["namespace"] = "node" },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = "Never",
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = "example.org/shell:1",
                    ["args"] = new JsonArray(
                        "echo $GREETING; cat /var/run/secrets/kubernetes.io/serviceaccount/namespace; touch /usr/x 2>/dev/null"),
                    ["env"] = new JsonArray(new JsonObject { ["name"] = "GREETING", ["value"] = "hello from $(HOSTNAME)" }),
                }),
            },
        });

        var pod = await cluster.Kube.WaitFor($"{Pods}/shell", candidate => Phase(candidate) is "Succeeded" or "Failed", "pod ended");

        Phase(pod).ShouldBe("Failed", "its system is read-only");
        cluster.Node.Find("node", "shell")!.Log().ToString().ShouldBe("hello from shell\nnode");
    }

    [Fact]
    public async Task A_pod_waits_for_its_Secret_and_then_starts()
    {
        await Start();
        await cluster.Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "waiting", ["namespace"] = "node" },
            ["spec"] = new JsonObject
            {
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = "example.org/app",
                    ["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "late" } }),
                }),
            },
        });
        await cluster.Kube.WaitFor($"{Pods}/waiting", pod => Waiting(pod) == "CreateContainerConfigError", "pod waits");

        await cluster.Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "late", ["namespace"] = "node" },
            ["stringData"] = new JsonObject { ["TOKEN"] = "t-1" },
        });

        await cluster.Kube.WaitFor($"{Pods}/waiting", pod => Phase(pod) == "Running", "pod runs");
        cluster.Node.Find("node", "waiting")!.Environment()["TOKEN"].ShouldBe("t-1");
        (await cluster.Kube.Delete($"{Pods}/waiting")).ShouldBeTrue();
        await cluster.Kube.WaitForAbsence($"{Pods}/waiting");
    }

    [Fact]
    public async Task A_process_that_crashes_is_restarted_and_never_ready()
    {
        await Start();
        await cluster.Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "crashing", ["namespace"] = "node" },
            ["spec"] = Container("--config=yaml:receivers: {nosuch: }"),
        });

        var crashed = await cluster.Kube.WaitFor($"{Pods}/crashing", pod => Waiting(pod) == "CrashLoopBackOff", "pod crashes");

        crashed["status"]!["containerStatuses"]![0]!["ready"]!.GetValue<bool>().ShouldBeFalse();
        cluster.Node.Find("node", "crashing")!.Log().ToString().ShouldContain("nosuch");
        (await cluster.Kube.Delete($"{Pods}/crashing")).ShouldBeTrue();
        await cluster.Kube.WaitForAbsence($"{Pods}/crashing");
    }

    private async Task Start()
    {
        await cluster.Start();
        await cluster.CreateNamespace("node");
    }

    private Task<JsonNode> Pod(string job, Func<JsonNode, bool> condition) => Eventually.Async(
        $"pod of job {job}",
        async cancel => (await cluster.Kube.List($"{Pods}?labelSelector=job-name%3D{job}", cancel)).FirstOrDefault(condition));

    private static string JobPath(string name) => $"/apis/batch/v1/namespaces/node/jobs/{name}";

    private static JsonObject Job(string name, params string[] arguments)
    {
        var pod = Container(arguments);
        pod["restartPolicy"] = "Never";
        return new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "node" },
            ["spec"] = new JsonObject { ["backoffLimit"] = 0, ["template"] = new JsonObject { ["spec"] = pod } },
        };
    }

    private static JsonObject Container(params string[] arguments) => new()
    {
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "collector",
            ["image"] = Image,
            ["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
        }),
    };

    private static string? Phase(JsonNode pod) => pod["status"]?["phase"]?.GetValue<string>();

    private static string? Waiting(JsonNode pod) =>
        pod["status"]?["containerStatuses"]?[0]?["state"]?["waiting"]?["reason"]?.GetValue<string>();
}
