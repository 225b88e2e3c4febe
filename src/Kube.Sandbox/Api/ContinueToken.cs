using System.Text;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Api;

/// <summary>Where the next page of a list starts. Opaque to clients.</summary>
internal sealed record ContinueToken(long Version, ObjectKey After)
{
    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Version}\n{After.Namespace}\n{After.Name}"));

    public static ContinueToken Parse(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split('\n');
            return new ContinueToken(long.Parse(parts[0]), new ObjectKey(parts[1], parts[2]));
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException)
        {
            throw ApiException.BadRequest("continue key is not valid");
        }
    }
}
