namespace Kube.Testing.Processes;

/// <summary>The last lines a process wrote; older ones are forgotten. Safe to use from several threads.</summary>
public sealed class Output(int capacity)
{
    private readonly Queue<string> lines = new();
    private readonly Lock gate = new();

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > capacity)
            {
                lines.Dequeue();
            }
        }
    }

    /// <summary>The last <paramref name="count"/> lines.</summary>
    public string Last(int count)
    {
        lock (gate)
        {
            return string.Join('\n', lines.TakeLast(count));
        }
    }

    public override string ToString() => Last(capacity);
}
