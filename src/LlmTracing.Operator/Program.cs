using System.Runtime.InteropServices;
using k8s.Exceptions;
using Kube.Runtime;
using LlmTracing.Operator;
using LlmTracing.Operator.Telemetry;
using Microsoft.Extensions.Logging;

// The servers tell of every probe, scrape and admission at level Information.
using var loggers = LoggerFactory.Create(logging => logging.AddFilter("Microsoft", LogLevel.Warning).AddJsonConsole(console =>
{
    console.IncludeScopes = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
}));
var logger = loggers.CreateLogger("LlmTracing.Operator");

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

try
{
    var options = OperatorOptions.Read(args, Environment.GetEnvironmentVariable);
    var cluster = ClusterConfig.Discover();
    await using var tracing = await TracingOperator.StartAsync(options, cluster, loggers, stop.Token);
    await tracing.Completion;
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception error) when (error is FormatException or KubeConfigException)
{
    OperatorLog.Failed(logger, error);
    return 2;
}
catch (Exception error)
{
    OperatorLog.Failed(logger, error);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    OperatorLog.ToldToStop(logger, signal.Signal.ToString());
    stop.Cancel();
}
