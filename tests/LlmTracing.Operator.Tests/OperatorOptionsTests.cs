using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LlmTracing.Operator.Tests;

public sealed class OperatorOptionsTests
{
    [Fact]
    public void Without_settings_the_defaults_hold() => OperatorOptions.Read([], _ => null).ShouldBe(new OperatorOptions());

    [Fact]
    public void An_empty_setting_is_not_set() => OperatorOptions.Read(["--pod-name", ""], _ => "").ShouldBe(new OperatorOptions());

    [Fact]
    public void Arguments_win_over_the_environment()
    {
        var options = OperatorOptions.Read(["--metrics-port", "1234"], name => name switch
        {
            "METRICS_PORT" => "1", "OPERATOR_NAMESPACE" => "tracing", "LEADER_ELECTION" => "false", _ => null,
        });
        (options.MetricsPort, options.Namespace, options.LeaderElection).ShouldBe((1234, "tracing", false));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/", "http://collector:4318/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/own/path", "http://collector:4318/own/path")]
    public void Spans_go_where_the_standard_variables_say(string variable, string value, string endpoint) =>
        OperatorOptions.Read([], name => name == variable ? value : null).TracesEndpoint.ShouldBe(new Uri(endpoint));

    [Theory]
    [InlineData("--webhook-port", "70000", "WEBHOOK_PORT")]
    [InlineData("--health-port", "many", "HEALTH_PORT")]
    [InlineData("--leader-election", "perhaps", "LEADER_ELECTION")]
    [InlineData("--webhook-linger-seconds", "-1", "WEBHOOK_LINGER_SECONDS")]
    [InlineData("--bind-address", "localhost", "BIND_ADDRESS")]
    [InlineData("--otel-exporter-otlp-endpoint", "collector:4318", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("--no-such-thing", "1", "no-such-thing")]
    public void A_mistake_names_the_setting(string argument, string value, string name) =>
        Should.Throw<OptionsValidationException>(() => OperatorOptions.Read([argument, value], _ => null)).Message.ShouldContain(name);

    [Fact]
    public void Several_mistakes_are_told_at_once() =>
        Should.Throw<OptionsValidationException>(() => OperatorOptions.Read(
            ["--webhook-port", "70000", "--other", "1", "--pod-name"], name => name == "BIND_ADDRESS" ? "x" : null)).Failures.Count()
                .ShouldBe(4);

    [Fact]
    public void The_help_has_all_settings() =>
        typeof(OperatorOptions).GetProperties()
            .SelectMany(property => property.GetCustomAttributes(false)).OfType<ConfigurationKeyNameAttribute>()
            .Select(key => $"  --{key.Name.Replace('_', '-').ToLowerInvariant()} ")
            .ShouldAllBe(argument => Usage.Help.Contains(argument, StringComparison.Ordinal));
}
