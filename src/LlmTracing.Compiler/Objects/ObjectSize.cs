using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Objects;

/// <summary>Finds objects that the API server would refuse because they are too large for etcd.</summary>
internal static class ObjectSize
{
    private const int MostBytes = 1024 * 1024;

    internal static Finding? Check(TracePipeline pipeline, ImmutableArray<DesiredObject> objects) =>
        objects.FirstOrDefault(one => one.Body.Length > MostBytes) is { } large
            ? new Finding(
                ApiKinds.TracePipeline.Kind,
                pipeline.Metadata.Key,
                "spec",
                Reasons.TooLarge,
                $"The {large.Type.Kind} '{large.Key.Name}' would be larger than 1 MiB: too many different policies send to this pipeline.",
                "Give policies the same settings, or move some to another pipeline.")
            : null;
}
