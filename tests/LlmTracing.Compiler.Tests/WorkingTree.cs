namespace LlmTracing.Compiler.Tests;

/// <summary>The files that these tests were built from; those written by <c>UPDATE_GOLDENS=1</c>.</summary>
internal static class WorkingTree
{
    internal static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1";

    private static readonly string Root = Find();

    internal static string PathOf(params ReadOnlySpan<string> relative) => Path.Combine([Root, .. relative]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Operator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Operator.sln is in no folder above the tests");
    }
}
