using System.Text.RegularExpressions;

namespace Repository.Tests.Rules;

/// <summary>A clone works anywhere: nothing in it names the machine or the package source that it was written with.</summary>
public sealed partial class TrackedTextTests
{
    private static readonly string[] Binary = [".png", ".gif", ".ico"];

    [Fact]
    public void No_file_names_a_path_of_a_machine() => Lines(MachinePath()).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_package_source() => Lines(PackageSource()).ShouldBeEmpty();

    [Fact]
    public void Packages_come_from_the_default_source() =>
        Repo.Files.Where(file => string.Equals(Path.GetFileName(file), "nuget.config", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();

    private static IEnumerable<string> Lines(Regex forbidden) =>
        from file in Repo.Files
        where !Binary.Contains(Path.GetExtension(file))
        from line in File.ReadLines(Repo.PathOf(file))
        where forbidden.IsMatch(line)
        select $"{file}: {line.Trim()[..Math.Min(120, line.Trim().Length)]}";

    [GeneratedRegex(@"(?<![\w.\-/{}$])(/(root|work)/|/(home|Users)/\w+/|[A-Z]:\\Users\\)", RegexOptions.None, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"<(RestoreSources|RestoreAdditionalProjectSources|packageSources)>|(nuget|pypi|npm)[-.][\w.-]*\.(internal|local|corp)\b",
        RegexOptions.None, 1000)]
    private static partial Regex PackageSource();
}
