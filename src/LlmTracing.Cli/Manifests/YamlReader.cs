using System.Collections.Immutable;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LlmTracing.Cli.Manifests;

/// <summary>Reads YAML (and so JSON) into JSON nodes with positions, within <see cref="ManifestLimits"/>.</summary>
/// <remarks>
/// Reads events one by one and only within the limits, so that a hostile file costs no more than a large one.
/// Aliases become copies; <c>&lt;&lt;</c> merges. The first fatal fault ends the file; earlier documents are kept.
/// </remarks>
internal sealed class YamlReader
{
    private readonly ManifestText source;
    private readonly Parser parser;
    private readonly List<ManifestFault> faults = [];

    private YamlReader(ManifestText source)
    {
        this.source = source;
        parser = new Parser(new StringReader(source.Text.TrimStart('\uFEFF')));
    }

    /// <summary>All readable documents, in order, without empty ones.</summary>
    public static (ImmutableArray<ManifestDocument> Documents, ImmutableArray<ManifestFault> Faults) Read(ManifestText source)
    {
        var reader = new YamlReader(source);
        var documents = ImmutableArray.CreateBuilder<ManifestDocument>();
        try
        {
            while (reader.Next() is { } document)
            {
                documents.Add(document);
            }
        }
        catch (ManifestFaultException exception)
        {
            reader.faults.Add(exception.Fault);
        }
        catch (YamlException exception)
        {
            reader.faults.Add(YamlFaults.Syntax(source.Text, exception));
        }
        catch (InvalidOperationException exception)
        {
            // The scanner's internal state breaks on some text that ends inside a flow collection.
            var here = reader.parser.Current?.End ?? Mark.Empty;
            reader.faults.Add(YamlFaults.Syntax(
                source.Text, new YamlException(here, here, "The text ends too early, or is not valid from here on.", exception)));
        }

        return (documents.ToImmutable(), [.. reader.faults]);
    }

    private ManifestDocument? Next()
    {
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart start)
            {
                continue;
            }

            var document = new YamlDocumentBuilder(parser, start.Start.Index, faults).Build(out var positions);
            if (document is JsonObject root)
            {
                return new ManifestDocument(source.Name, root, positions);
            }

            if (document is not null)
            {
                faults.Add(new ManifestFault(
                    positions.Find(""),
                    "NotAnObject",
                    "The document is not a Kubernetes object.",
                    "Start it with apiVersion, kind and metadata."));
            }
        }

        return null;
    }
}
