using System.Globalization;
using System.Text;
using Kube.Testing;

namespace LlmTracing.Cli.Tests;

/// <summary>
/// <c>Cases/NAME/command</c> is a command line, in which <c>{case}</c> is the folder and <c>{repo}</c> the working tree;
/// <c>expected</c> is what it prints and ends with. <c>UPDATE_GOLDENS=1</c> writes it anew. <c>stdin</c> is its input, and
/// <c>terminal</c> holds the columns of a terminal that it writes to; both may be missing.
/// </summary>
public sealed class CaseTests
{
    private static readonly string Root = WorkingTree.PathOf("tests/LlmTracing.Cli.Tests/Cases");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Prints_what_is_expected(string name)
    {
        var folder = Path.Combine(Root, name);
        var command = (await File.ReadAllTextAsync(Path.Combine(folder, "command"))).Trim();
        string[] arguments =
            [.. command.Split(' ').Select(argument => argument.Replace("{case}", folder).Replace("{repo}", WorkingTree.Root))];
        var run = await CliRun.Of(arguments, await Optional(folder, "stdin")
            ?? "", columns: await Optional(folder, "terminal") is { } columns ? int.Parse(columns, CultureInfo.InvariantCulture) : null);
        var actual = Transcript(run).Replace(folder, "{case}").Replace(WorkingTree.Root, "{repo}").Replace("\u001b", "␛");
        var golden = Path.Combine(folder, "expected");
        if (WorkingTree.Update)
        {
            await File.WriteAllTextAsync(golden, actual);
        }

        File.Exists(golden).ShouldBeTrue($"{name} has no expected output: run once with UPDATE_GOLDENS=1 and review it");
        actual.ShouldBe(
            await File.ReadAllTextAsync(golden), $"{name}: if this is intended, run with UPDATE_GOLDENS=1 and review the difference");
    }

    [Fact]
    public void Every_case_has_a_command_and_every_expectation_a_case()
    {
        var folders = Directory.EnumerateDirectories(Root).ToList();
        folders.ShouldNotBeEmpty();
        folders.Where(folder => !File.Exists(Path.Combine(folder, "command"))).ShouldBeEmpty("a folder without a command is an orphan");
        Directory.EnumerateFiles(Root).ShouldBeEmpty("files belong into the folder of a case");
    }

    private static async Task<string?> Optional(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? await File.ReadAllTextAsync(Path.Combine(folder, name)) : null;

    private static string Transcript(CliRun run) => new StringBuilder()
        .Append("exit code ").Append(run.ExitCode).Append('\n')
        .Append("--- stderr\n").Append(run.Error)
        .Append("--- stdout\n").Append(run.Output)
        .ToString();
}
