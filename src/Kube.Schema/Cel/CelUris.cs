namespace Kube.Schema.Cel;

/// <summary>Kubernetes' URL functions.</summary>
internal static class CelUris
{
    public static bool TryParse(string text, out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && (text.Contains("://", StringComparison.Ordinal) || text.StartsWith('/'));

    public static object Call(string name, Uri uri) => name switch
    {
        "getScheme" => uri.Scheme,
        "getHost" => uri.IsDefaultPort && !uri.OriginalString.Contains($":{uri.Port}", StringComparison.Ordinal) ? uri.Host
            : $"{uri.Host}:{uri.Port}",
        "getHostname" => uri.Host,
        "getPort" => uri.OriginalString.Contains($":{uri.Port}", StringComparison.Ordinal) ? $"{uri.Port}" : "",
        "getEscapedPath" => uri.OriginalString.TrimEnd('/') == uri.GetLeftPart(UriPartial.Authority) ? "" : uri.AbsolutePath,
        _ => throw CelFunctions.Unknown(name),
    };
}
