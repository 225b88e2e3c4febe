using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Telemetry;

/// <summary>What the host itself logs.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(LogLevel.Information, "Starting with {Options}")]
    public static partial void Starting(ILogger logger, OperatorOptions options);

    [LoggerMessage(LogLevel.Information, "Told to stop by {Signal}")]
    public static partial void ToldToStop(ILogger logger, string signal);

    [LoggerMessage(LogLevel.Critical, "Stopped by an error")]
    public static partial void Failed(ILogger logger, Exception error);
}
