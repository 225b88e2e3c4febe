using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Telemetry;

/// <summary>What the host itself logs.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(LogLevel.Information, "Starting with {Options}")]
    public static partial void Starting(ILogger logger, OperatorOptions options);
}
