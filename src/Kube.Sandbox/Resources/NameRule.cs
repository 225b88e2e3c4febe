using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Schema;

namespace Kube.Sandbox.Resources;

/// <summary>What a name may look like.</summary>
internal sealed partial record NameRule(Regex Pattern, int MaxLength, string Words)
{
    public static NameRule Subdomain { get; } = new(
        SubdomainPattern(), 253,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");

    public static NameRule Label { get; } = new(
        LabelPattern(), 63,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");

    public static NameRule DnsLabel { get; } = new(
        DnsLabelPattern(), 63,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");

    public static NameRule PathSegment { get; } = new(
        PathSegmentPattern(), 253, "may not contain '/' or '%'");

    public IEnumerable<FieldError> Check(string name)
    {
        if (name.Length > MaxLength)
        {
            yield return FieldError.Invalid("metadata.name", (JsonNode)name, $"must be no more than {MaxLength} bytes");
        }

        if (!Pattern.IsMatch(name))
        {
            yield return FieldError.Invalid("metadata.name", (JsonNode)name, Words);
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DnsLabelPattern();

    [GeneratedRegex(@"^[^/%]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PathSegmentPattern();
}
