using YamlDotNet.Core;

namespace LlmTracing.Cli.Manifests;

/// <summary>Turns the parser's errors into messages that say what to do.</summary>
internal static class YamlFaults
{
    public static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    public static ManifestFault Syntax(string text, YamlException exception)
    {
        var at = At(exception.Start);
        if (exception.Message.Contains("tab", StringComparison.Ordinal) && FirstTab(text, at.Line) is { } tab)
        {
            return new ManifestFault(tab, "Syntax", "A tab is used for indentation.", "Indent with spaces.");
        }

        var message = exception.Message;
        var line = message.IndexOf(" Line: ", StringComparison.Ordinal);
        return new ManifestFault(
            at,
            "Syntax",
            $"Not valid YAML: {(line < 0 ? message : message[..line]).TrimEnd('.')}.",
            "Check indentation, quotes and colons on this line and before it.");
    }

    private static Position? FirstTab(string text, int fromLine)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indentation = line.Length - line.TrimStart().Length;
            var tab = line[..indentation].IndexOf('\t');
            if (number >= fromLine && tab >= 0)
            {
                return new Position(number, tab + 1);
            }
        }

        return null;
    }
}
