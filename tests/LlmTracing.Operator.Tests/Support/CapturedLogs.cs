using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Tests;

/// <summary>Everything that is logged, at every level, with scopes and exceptions.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public string Text => string.Join('\n', lines);

    public ILoggerFactory Factory() => LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Line(CapturedLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new List<string>();
            owner.scopes.ForEachScope(
                (one, all) => all.Add(one is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : $"{one}"), scope);
            owner.lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {string.Join(' ', scope)} {exception}");
        }
    }
}
