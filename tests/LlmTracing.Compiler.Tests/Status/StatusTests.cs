using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Status;

namespace LlmTracing.Compiler.Tests.Status;

public sealed class StatusTests
{
    [Theory]
    [InlineData(2, 2, 2, 2, true, "True Ready", "")]
    [InlineData(1, 2, 2, 2, true, "False RollingOut", "Reconciling")]
    [InlineData(2, 1, 2, 2, true, "False RollingOut", "Reconciling")]
    [InlineData(2, 2, 3, 2, true, "False RollingOut", "Reconciling")]
    [InlineData(2, 2, 2, 1, true, "False RollingOut", "Reconciling")]
    [InlineData(2, 2, 2, 0, false, "False NotEnoughCollectors", "Reconciling")]
    public void A_pipeline_is_ready_when_its_rollout_is(
        int observed, int updated, int replicas, int available, bool isAvailable, string ready, string progress)
    {
        var status = Status(new CollectorDeploymentStatus
        {
            ObservedGeneration = observed,
            UpdatedReplicas = updated,
            Replicas = replicas,
            AvailableReplicas = available,
            Conditions = [Condition("Available", isAvailable, "x")],
        });

        Of(status, "Ready").ShouldBe(ready);
        Progress(status).ShouldBe(progress);
    }

    [Fact]
    public void A_rollout_that_gives_up_is_stalled()
    {
        var status = Status(new CollectorDeploymentStatus
        {
            ObservedGeneration = 2,
            Conditions = [Condition("Available", true, "x"), Condition("Progressing", false, "ProgressDeadlineExceeded")],
        });

        Of(status, "Ready").ShouldBe("False RolloutFailed");
        Progress(status).ShouldBe("Stalled");
    }

    [Fact]
    public void Without_a_Deployment_nothing_is_known()
    {
        var status = Status(null);

        Of(status, "Available").ShouldBe("Unknown NotObserved");
        Progress(status).ShouldBe("Reconciling");
    }

    [Fact]
    public void Every_condition_says_what_it_looked_at() =>
        Status(null).Conditions.ShouldAllBe(condition => condition.ObservedGeneration == 9);

    [Fact]
    public void A_long_message_is_cut_at_a_line()
    {
        var attributes = new AttributeSpec { Deny = [.. Enumerable.Repeat("(", 1000)] };
        var policy = Given.Policy("shop", "p", spec => spec with { Attributes = attributes });
        var outcome = PolicyResolver.Outcome(policy, Given.Pipeline(), Given.NoFacts, Given.Settings);

        var message = PolicyStatus.Of(outcome, null).Conditions.Single(condition => condition.Type == "Accepted").Message;

        message.Length.ShouldBeInRange(32000, 32768);
        message.Split('\n')[^2].ShouldEndWith("backreferences.");
        message.ShouldEndWith("fix these first.");
    }

    [Fact]
    public void A_policy_is_ready_with_its_pipeline()
    {
        var outcome = PolicyResolver.Outcome(Given.Policy("shop", "p"), Given.Pipeline(), Given.NoFacts, Given.Settings);
        var rolling = PolicyStatus.Of(outcome, Status(null));
        var ready = PolicyStatus.Of(outcome, Status(new CollectorDeploymentStatus
        {
            ObservedGeneration = 2,
            UpdatedReplicas = 2,
            Replicas = 2,
            AvailableReplicas = 2,
            Conditions = [Condition("Available", true, "x")],
        }));

        rolling.Conditions.Where(condition => condition.IsTrue).Select(condition => condition.Type)
            .ShouldBe(["Accepted", "ResolvedRefs", "Programmed", "Reconciling"]);
        ready.Conditions.ShouldAllBe(condition => condition.IsTrue && condition.Type != "Reconciling");
        ready.Effective!.Pipeline.ShouldBe("llm-tracing-system/default");
    }

    private static TracePipelineStatus Status(CollectorDeploymentStatus? status)
    {
        var pipeline = Given.Pipeline();
        pipeline = pipeline with { Metadata = pipeline.Metadata with { Generation = 9 } };
        var deployment = new CollectorDeployment
        {
            Metadata = new ObjectMeta { Generation = 2 },
            Spec = new CollectorDeploymentSpec { Replicas = 2 },
            Status = status,
        };
        return PipelineStatus.Of(pipeline, TraceCompiler.Compile(pipeline, Given.NoFacts, Given.Settings), status is null
            ? null
            : deployment);
    }

    private static string Of(TracePipelineStatus status, string type)
    {
        var condition = status.Conditions.Single(one => one.Type == type);
        return $"{condition.Status} {condition.Reason}";
    }

    private static string Progress(TracePipelineStatus status) =>
        string.Join(' ', status.Conditions.Select(condition => condition.Type).Where(type => type is "Reconciling" or "Stalled"));

    private static Condition Condition(string type, bool isTrue, string reason) =>
        new() { Type = type, Status = isTrue ? "True" : "False", Reason = reason };
}
