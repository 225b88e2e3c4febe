using System.Globalization;

namespace LlmTracing.Operator;

/// <summary>Settings by name; arguments win over the environment.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> arguments = new(StringComparer.Ordinal);
    private readonly Func<string, string?> environment;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public Settings(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        this.environment = environment;
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < arguments.Count
                ? arguments[i][2..].Replace('-', '_').ToUpperInvariant()
                : throw new FormatException($"'{arguments[i]}' is not of the form --name value");
            this.arguments[name] = arguments[i + 1];
        }
    }

    public string Text(string name, string otherwise) => Find(name) ?? otherwise;

    public bool Switch(string name, bool otherwise) => Parse(name, otherwise, bool.Parse);

    public int Port(string name, int otherwise) =>
        Parse(name, otherwise, text => (int)ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    public T Parse<T>(string name, T otherwise, Func<string, T> parse)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new FormatException($"{name}: '{text}' is not valid", error);
        }
    }

    /// <summary>By the rules of OpenTelemetry's own variables.</summary>
    public Uri? Endpoint()
    {
        var whole = Find("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        var text = whole ?? (Find("OTEL_EXPORTER_OTLP_ENDPOINT") is { } root ? $"{root.TrimEnd('/')}/v1/traces" : null);
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new FormatException("OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https URL");
    }

    public void RefuseUnknown()
    {
        if (arguments.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new FormatException($"there is no setting {unknown}; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }
    }

    private string? Find(string name)
    {
        known.Add(name);
        var value = arguments.GetValueOrDefault(name) ?? environment(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
