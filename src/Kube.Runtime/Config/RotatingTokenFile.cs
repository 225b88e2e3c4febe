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

/// <summary>A token in a small file, read for every request: the library reads it once a minute, whatever the server says.</summary>
/// <remarks>When it can't be read, the last token stays in use; only the very first read may throw.</remarks>
internal sealed class RotatingTokenFile(string path, TimeProvider time) : IRenewableTokenProvider
{
    private volatile Token? last;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        new("Bearer", (await ReadAsync(cancellationToken)).Text);

    public async Task<bool> RenewAsync(long sentAt, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).ChangedAt >= sentAt;

    private async Task<Token> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            return last is { } same && same.Text == text ? same : last = new Token(text, time.GetTimestamp());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return last ?? throw new KubeConfigException($"can't read the token file {path}: {error.GetType().Name}", error);
        }
    }

    private sealed record Token(string Text, long ChangedAt);
}
