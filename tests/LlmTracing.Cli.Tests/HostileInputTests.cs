using System.Text;

namespace LlmTracing.Cli.Tests;

/// <summary>Input that is large, deep, binary or goes in circles ends with a message, not with a stack trace or never.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Head = "apiVersion: llmtracing.dev/v1alpha1\nkind: LlmTracingPolicy\nmetadata:\n  name: p\n  namespace: shop\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmtracing-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_megabyte_of_labels_is_too_large()
    {
        var labels = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"    label-{i}: {new string('v', 40)}\n"));
        var run = await Validate($"{Head}  labels:\n{labels}spec:\n  pipelineRef: {{name: default}}\n");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(
            "stdin:3:1: error: LlmTracingPolicy shop/p: metadata: Labels and annotations are larger than 256 KiB in total.");
    }

    [Fact]
    public async Task A_megabyte_of_wrong_labels_is_told_ten_times_not_twenty_thousand()
    {
        var labels = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"    label-{i}: '{new string(' ', 40)}'\n"));
        var run = await Validate($"{Head}  labels:\n{labels}spec:\n  pipelineRef: {{name: default}}\n");
        run.ExitCode.ShouldBe(1);
        run.Output.Split("[InvalidLabel]").Length.ShouldBe(11);
    }

    [Theory]
    [InlineData("[", "TooDeep")]
    [InlineData("{a: ", "TooDeep")]
    [InlineData("- ", "TooDeep")]
    [InlineData("? ", "Syntax")]
    public async Task Deep_nesting_ends(string opening, string reason)
    {
        var run = await Validate(string.Concat(Enumerable.Repeat(opening, 500_000)));
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain($"[{reason}]");
    }

    [Fact]
    public async Task A_document_over_three_mebibytes_is_refused()
    {
        var run = await Validate($"{Head}spec:\n  x: \"{new string('x', 4 * 1024 * 1024)}\"\n");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("[DocumentTooLarge]");
        run.Output.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task A_long_wrong_value_is_cut_in_the_message()
    {
        var run = await Validate($"{Head}spec:\n  pipelineRef: {{name: default}}\n  content: {{default: {new string('x', 1_000_000)}}}\n");
        run.ExitCode.ShouldBe(1);
        run.Output.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData("user:hunter2@tempo")]
    [InlineData("tempo hunter2")]
    public async Task A_wrong_value_is_not_shown_because_it_may_be_a_credential(string host)
    {
        var run = await Validate(
            $"apiVersion: llmtracing.dev/v1alpha1\nkind: TracePipeline\nmetadata: {{name: p}}\nspec:\n  backends:\n    - name: b\n     "
                + $" otlp:\n        endpoint: 'http://{host}:4318'\n");
        run.ExitCode.ShouldBe(1);
        $"{run.Output}{run.Error}".ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("", "there is no LlmTracingPolicy")]
    [InlineData("# only a comment\n---\n", "there is no LlmTracingPolicy")]
    [InlineData("\0\u0001\u0002", "this is a binary file")]
    public async Task Nothing_to_read_is_said(string text, string message)
    {
        var run = await Validate(text);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_said()
    {
        var path = Path.Combine(folder.FullName, "latin.yaml");
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes("name: Jürgen\n"));
        var run = await CliRun.Of(["validate", "-f", path]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("not UTF-8 text");
    }

    [Fact]
    public async Task A_folder_without_manifests_is_said()
    {
        var run = await CliRun.Of(["render", "-f", folder.FullName]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("contains no .yaml, .yml or .json file");
    }

    [Fact]
    public async Task Links_that_go_in_circles_are_followed_once()
    {
        var child = folder.CreateSubdirectory("child");
        await File.WriteAllTextAsync(Path.Combine(child.FullName, "p.yaml"), $"{Head}spec:\n  pipelineRef: {{name: default}}\n");
        Directory.CreateSymbolicLink(Path.Combine(child.FullName, "up"), folder.FullName);
        File.CreateSymbolicLink(Path.Combine(child.FullName, "self.yaml.link"), Path.Combine(child.FullName, "self.yaml.link"));
        var run = await CliRun.Of(["validate", "-f", folder.FullName]);
        run.ExitCode.ShouldBe(0, $"{run.Output}{run.Error}");
    }

    [Fact]
    public async Task A_file_that_links_to_itself_is_said()
    {
        var path = Path.Combine(folder.FullName, "self.yaml");
        File.CreateSymbolicLink(path, path);
        var run = await CliRun.Of(["validate", "-f", folder.FullName]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("cannot be read");
    }

    private static Task<CliRun> Validate(string text) => CliRun.Of(["validate", "-f", "-"], text);
}
