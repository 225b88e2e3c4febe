using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Validation;

/// <summary>What Kubernetes accepts as keys and values of labels and annotations.</summary>
public static partial class LabelSyntax
{
    /// <summary>An optional DNS prefix with a slash, and a name of at most 63 characters.</summary>
    internal static bool IsKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        return name.Length is > 0 and <= 63 && Name().IsMatch(name)
            && (slash < 0 || (slash is > 0 and <= 253 && DnsName().IsMatch(key[..slash])));
    }

    internal static bool IsValue(string value) => value.Length == 0 || (value.Length <= 63 && Name().IsMatch(value));

    /// <summary>Lower-case letters, digits and inner dashes, at most 63 characters: names of namespaces, Services and backends.</summary>
    public static bool IsDnsLabel(string name) => name.Length <= 63 && DnsLabel().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsName();

    [GeneratedRegex(@"\A[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();
}
