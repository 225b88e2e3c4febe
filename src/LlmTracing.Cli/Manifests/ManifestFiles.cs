using System.Collections.Immutable;
using System.Text;
using LlmTracing.Cli.Commands;

namespace LlmTracing.Cli.Manifests;

/// <summary>The files given with <c>-f</c>: files, folders (recursively, sorted) and <c>-</c> for standard input.</summary>
internal static class ManifestFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UsageException">A path cannot be read, contains nothing to read, or is not text.</exception>
    public static ImmutableArray<ManifestText> Read(IEnumerable<string> arguments, Stream input)
    {
        var texts = ImmutableArray.CreateBuilder<ManifestText>();
        foreach (var argument in arguments)
        {
            texts.AddRange(Directory.Exists(argument) ? Guarded(argument, () => ReadFolder(argument)) : [ReadFile(argument, input)]);
        }

        return texts.ToImmutable();
    }

    /// <summary>One file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">It cannot be read, or is not text.</exception>
    public static ManifestText ReadFile(string path, Stream input) =>
        path == "-" ? Decode("stdin", ReadAll("stdin", input))
        : File.Exists(path) ? Guarded(path, () => ReadFile(path))
        : throw new UsageException($"{path}: no such file or folder.");

    /// <summary>The policy test files in a folder, recursively and sorted; or the single given file.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ImmutableArray<string> Tests(string path)
    {
        if (File.Exists(path))
        {
            return [path.Replace('\\', '/')];
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException($"{path}: no such file or folder.");
        }

        var files = Guarded(
            path, () => Walk(new DirectoryInfo(path), path, new HashSet<string>(StringComparer.Ordinal), IsTest).ToImmutableArray());
        return files.IsEmpty ? throw new UsageException($"{path}: the folder contains no .test.yaml file.") : files;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: cannot be read: {exception.Message}");
        }
    }

    private static List<ManifestText> ReadFolder(string argument)
    {
        var files = Walk(new DirectoryInfo(argument), argument, new HashSet<string>(StringComparer.Ordinal), IsManifest).ToList();
        return files.Count > 0
            ? files.ConvertAll(ReadFile)
            : throw new UsageException($"{argument}: the folder contains no .yaml, .yml or .json file.");
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder, string shown, HashSet<string> visited, Predicate<string> wanted)
    {
        var target = folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        if (!visited.Add(target))
        {
            yield break;
        }

        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.'))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var name = $"{shown.TrimEnd('/')}/{entry.Name}";
            if (entry is DirectoryInfo child)
            {
                foreach (var file in Walk(child, name, visited, wanted))
                {
                    yield return file;
                }
            }
            else if (wanted(entry.Name))
            {
                yield return name;
            }
        }
    }

    private static bool IsManifest(string name) =>
        Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
            && name is not ("kustomization.yaml" or "kustomization.yml")
            && !IsTest(name);

    private static bool IsTest(string name) =>
        name.EndsWith(".test.yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".test.yml", StringComparison.OrdinalIgnoreCase);

    private static ManifestText ReadFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Decode(path.Replace('\\', '/'), ReadAll(path, stream));
    }

    private static byte[] ReadAll(string name, Stream stream)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > ManifestLimits.FileBytes)
            {
                throw new UsageException($"{name}: the file is larger than {ManifestLimits.FileBytes / 1024 / 1024} MiB; split it.");
            }
        }

        return copy.ToArray();
    }

    private static ManifestText Decode(string name, byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0))
        {
            throw new UsageException($"{name}: this is a binary file, not YAML or JSON in UTF-8.");
        }

        try
        {
            return new ManifestText(name, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{name}: this is not UTF-8 text; save the file as UTF-8.");
        }
    }
}
