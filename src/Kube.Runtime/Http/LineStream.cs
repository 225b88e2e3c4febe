using System.Buffers;
using System.IO.Pipelines;

namespace Kube.Runtime;

/// <summary>A stream that was alive said nothing for too long, or lasted too long.</summary>
public class WatchIdleException(string message) : TimeoutException(message);

/// <summary>A stream was opened and then nothing arrived, not even a sign of life.</summary>
/// <remarks>An API server does this, without an error, to a watch from a version that it has not reached, as after a restore.</remarks>
public sealed class WatchSilentException(string message) : WatchIdleException(message);

/// <summary>The lines of a response body. Every read has a deadline that starts anew with it; the whole has one too.</summary>
/// <remarks>This is the guarantee that a dead watch is noticed, whatever the connection pool believes.</remarks>
internal sealed class LineStream(
    HttpResponseMessage response, Stream body, TimeSpan idle, TimeSpan total, TimeProvider time, CancellationToken caller)
    : IAsyncDisposable
{
    /// <summary>A longer line is refused.</summary>
    public const int LongestLine = 8 * 1024 * 1024;

    private readonly PipeReader reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 16 * 1024));
    private readonly long opened = time.GetTimestamp();
    private bool heard;

    /// <summary>The next line that is not empty, without its end; null when the server closed the stream.</summary>
    /// <exception cref="WatchIdleException">Nothing arrived in time, or the stream lasted too long.</exception>
    /// <exception cref="IOException">The connection broke, in the middle of a line too.</exception>
    public async ValueTask<byte[]?> ReadAsync()
    {
        while (true)
        {
            var result = await ReadSomeAsync();
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(buffer.GetPosition(1, end));
                if (line.Length > 0)
                {
                    return line;
                }

                continue;
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new IOException("the stream ended in the middle of a line");
            }

            if (buffer.Length > LongestLine)
            {
                throw new IOException($"a line is longer than {LongestLine} bytes");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        response.Dispose();
    }

    private async ValueTask<ReadResult> ReadSomeAsync()
    {
        var left = total - time.GetElapsedTime(opened);
        if (left <= TimeSpan.Zero)
        {
            throw new WatchIdleException($"the stream lasted longer than {total.TotalSeconds:0} s");
        }

        await using var deadline = time.CreateTimer(
            _ => reader.CancelPendingRead(), null, left < idle ? left : idle, Timeout.InfiniteTimeSpan);
        var result = await reader.ReadAsync(caller);
        heard |= !result.Buffer.IsEmpty;
        if (!result.IsCanceled)
        {
            return result;
        }

        var message = $"nothing arrived for {idle.TotalSeconds:0} s";
        throw heard ? new WatchIdleException(message) : new WatchSilentException(message);
    }
}
