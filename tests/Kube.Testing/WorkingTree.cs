namespace Kube.Testing;

/// <summary>The files that a test or benchmark was built from.</summary>
public static class WorkingTree
{
    private const string Solution = "Operator.sln";

    /// <summary>Whether golden files are written anew: <c>UPDATE_GOLDENS=1</c>.</summary>
    public static bool Update { get; } = Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1";

    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> relative) => Path.Combine([Root, .. relative]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{Solution} is in no folder above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
