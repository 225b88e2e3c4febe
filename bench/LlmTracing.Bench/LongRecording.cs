using Kube.Testing.Telemetry;

namespace LlmTracing.Bench;

/// <summary>The recordings of the tests again and again, one request on each line.</summary>
internal static class LongRecording
{
    private const int Size = 10_000_000;

    public static void Write(string path)
    {
        var lines = Recording.Names.SelectMany(name => Recording.Load(name).Requests).Select(request => request.Json).ToList();
        using var file = new StreamWriter(path) { NewLine = "\n" };
        for (var (index, size) = (0, 0); size < Size; index++)
        {
            var line = lines[index % lines.Count];
            file.WriteLine(line);
            size += line.Length + 1;
        }
    }
}
