using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Findings;

/// <summary>Findings for people and editors: <c>file:line:column: severity: what, and what to do</c>.</summary>
internal static class FindingsText
{
    public static void Write(IReadOnlyCollection<Reported> findings, TextWriter output)
    {
        foreach (var reported in findings)
        {
            output.WriteLine(Line(reported));
            if (reported.Finding.Hint.Length > 0)
            {
                output.WriteLine($"  {reported.Finding.Hint}");
            }
        }
    }

    public static string Line(Reported reported)
    {
        var finding = reported.Finding;
        var place = reported.At is { } at ? $"{at.File}:{at.Line}:{at.Column}: " : "";
        var severity = finding.Severity == Severity.Error ? "error" : "warning";
        var about = finding.Kind.Length > 0 && finding.Object != default ? $"{finding.Kind} {finding.Object}: " : "";
        var path = finding.Path.Length > 0 ? $"{finding.Path}: " : "";
        return $"{place}{severity}: {about}{path}{finding.Message} [{finding.Reason}]";
    }
}
