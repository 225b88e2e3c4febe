using System.Collections.Concurrent;

namespace LlmTracing.Compiler.Preview;

/// <summary>Outcomes by text: telemetry repeats itself, since a prompt stands on parent and child and in each later turn of its conversation.</summary>
/// <typeparam name="T">What depends on the text alone.</typeparam>
internal sealed class Remembered<T>
{
    private const int Most = 65_536;

    private readonly ConcurrentDictionary<string, T> outcomes = new(StringComparer.Ordinal);
    private int count;

    internal T GetOrAdd(string text, Func<string, T> of)
    {
        if (outcomes.TryGetValue(text, out var known))
        {
            return known;
        }

        var outcome = of(text);
        if (Volatile.Read(ref count) < Most && outcomes.TryAdd(text, outcome))
        {
            Interlocked.Increment(ref count);
        }

        return outcome;
    }
}
