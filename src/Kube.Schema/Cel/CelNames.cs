using System.Text.RegularExpressions;

namespace Kube.Schema.Cel;

/// <summary>Field names that are no identifiers are escaped in rules: <c>self.x__dash__y</c> means <c>x-y</c>.</summary>
internal static partial class CelNames
{
    public static string Unescape(string name) =>
        name.Contains("__", StringComparison.Ordinal)
            ? Escape().Replace(name, match => match.Value switch
            {
                "__dot__" => ".",
                "__dash__" => "-",
                "__slash__" => "/",
                "__underscores__" => "__",
                _ => match.Groups["word"].Value,
            })
            : name;

    [GeneratedRegex("__(dot|dash|slash|underscores)__|^__(?<word>[a-z]+)__$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
