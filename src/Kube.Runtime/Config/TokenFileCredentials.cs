namespace Kube.Runtime;

/// <summary>A token file that somebody rotates, such as the kubelet.</summary>
/// <remarks>
/// Guarantees: a token is used for at most a minute after the file changed, sooner after a 401; when the file can't be read the last good
/// token stays in use, and only the very first read may throw.
/// </remarks>
public sealed class TokenFileCredentials(string path, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(50);

    private readonly Lock gate = new();
    private Credential? current;
    private long readAt;

    public Credential? Current => Volatile.Read(ref current);

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (current is null || ReferenceEquals(rejected, current) || time.GetElapsedTime(readAt) >= ReadEvery)
            {
                Read();
            }

            return new(current!);
        }
    }

    private void Read()
    {
        try
        {
            var token = File.ReadAllText(path).Trim();
            if (token.Length > 0 && token != current?.BearerToken)
            {
                Volatile.Write(ref current, new Credential(token, null));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && current is not null)
        {
        }

        readAt = time.GetTimestamp();
        if (current is null)
        {
            throw new ClusterConfigException($"the token file {path} is empty");
        }
    }
}
