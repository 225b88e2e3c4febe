using System.Net.Http.Headers;

using k8s.Authentication;
using k8s.Exceptions;

namespace Kube.Runtime;

/// <summary>A token provider that gets another credential when the server refuses the one it gave. The library's own don't.</summary>
public interface IRenewableTokenProvider : ITokenProvider
{
    /// <summary>Looks for another credential after a 401.</summary>
    /// <param name="sentAt">When the refused request was sent, after the provider was asked; a timestamp of the provider's clock.</param>
    /// <returns>Whether the credential is newer than that request, so that repeating it makes sense.</returns>
    Task<bool> RenewAsync(long sentAt, CancellationToken cancellationToken);
}

/// <summary>The library's token file, read again at once after a 401.</summary>
/// <remarks>
/// The library reads the file once a minute, whatever the server says, and throws an <see cref="AggregateException"/> when it can't. Here
/// the last token stays in use then; only the very first read may throw.
/// </remarks>
internal sealed class RotatingTokenFile(string path, TimeProvider time) : IRenewableTokenProvider
{
    private TokenFileAuth file = new(path);
    private AuthenticationHeaderValue? last;
    private long changedAt;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var header = await Volatile.Read(ref file).GetAuthenticationHeaderAsync(cancellationToken);
            if (!header.Equals(Interlocked.Exchange(ref last, header)))
            {
                Volatile.Write(ref changedAt, time.GetTimestamp());
            }

            return header;
        }
        catch (Exception error) when (error.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            return Volatile.Read(ref last)
                ?? throw new KubeConfigException($"can't read the token file {path}: {error.GetBaseException().GetType().Name}", error);
        }
    }

    public async Task<bool> RenewAsync(long sentAt, CancellationToken cancellationToken)
    {
        Volatile.Write(ref file, new TokenFileAuth(path));
        await GetAuthenticationHeaderAsync(cancellationToken);
        return Volatile.Read(ref changedAt) >= sentAt;
    }
}
