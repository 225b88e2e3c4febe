using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LlmTracing.Cli.Findings;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Results as JUnit XML: a suite per file, a test case per expectation, an error per mistake.</summary>
internal static class ResultsJunit
{
    public static void Write(ImmutableArray<CaseResult> results, IEnumerable<Reported> mistakes, TextWriter output)
    {
        var files = results.Select(result => (result.Case.Document.File, Elements: result.Results.Select(one => TestCase(result, one))))
            .Concat(mistakes.Select(mistake => (File: mistake.At?.File ?? "", Elements: Enumerable.Repeat(Mistake(mistake), 1))))
            .GroupBy(one => one.File, one => one.Elements)
            .OrderBy(file => file.Key, StringComparer.Ordinal);
        var root = new XElement("testsuites", files.Select(file => Suite(file.Key, [.. file.SelectMany(elements => elements)])));
        using var writer = XmlWriter.Create(
            output, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" });
        root.Save(writer);
        writer.Flush();
        output.WriteLine();
    }

    private static XElement Suite(string file, IReadOnlyCollection<XElement> cases) => new(
        "testsuite",
        new XAttribute("name", Clean(file)),
        new XAttribute("tests", cases.Count),
        new XAttribute("failures", Count(cases, "failure")),
        new XAttribute("errors", Count(cases, "error")),
        cases);

    private static string Count(IEnumerable<XElement> cases, string kind) =>
        cases.Count(one => one.Element(kind) is not null).ToString(CultureInfo.InvariantCulture);

    private static XElement TestCase(CaseResult result, ExpectationResult one) => new(
        "testcase",
        new XAttribute("classname", $"{result.Case.Policy} ({result.Through})"),
        new XAttribute("name", Clean(one.Expectation.Name)),
        one.Failure is { } failure
            ? new XElement("failure", new XAttribute("message", Clean(failure.Message)), Clean(string.Join(
                '\n', ResultsText.Lines(one.Expectation, failure))))
            : null);

    private static XElement Mistake(Reported mistake) => new(
        "testcase",
        new XAttribute("classname", "mistakes"),
        new XAttribute("name", Clean($"{mistake.At?.Line}:{mistake.At?.Column} {mistake.Finding.Reason}")),
        new XElement("error", new XAttribute("message", Clean(FindingsText.Line(mistake))), Clean(mistake.Finding.Hint)));

    /// <summary>XML cannot represent most control characters.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}
