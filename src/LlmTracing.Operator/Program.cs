using k8s.Exceptions;
using Kube.Runtime;
using LlmTracing.Operator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

if (args.FirstOrDefault(argument => argument is "--help" or "-h" or "--version") is { } asked)
{
    await Console.Out.WriteLineAsync(asked == "--version" ? Usage.Version : Usage.Help);
    return 0;
}

try
{
    var options = OperatorOptions.Read(args, Environment.GetEnvironmentVariable);
    await using var tracing = await TracingOperator.StartAsync(options, ClusterConfig.Discover(), LogJson, CancellationToken.None);
    await tracing.Completion;
    return 0;
}
catch (Exception error)
{
    await Console.Error.WriteLineAsync($"llm-tracing-operator: {error.Message}");
    return error is OptionsValidationException or KubeConfigException ? 2 : 1;
}

// The servers tell of every probe, scrape and admission at level Information, and of every probe that is not ready as an error.
static void LogJson(WebApplicationBuilder builder) => builder.Logging
    .ClearProviders()
    .AddFilter("Microsoft", LogLevel.Warning)
    .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
    .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
    .AddJsonConsole(console =>
    {
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    });
