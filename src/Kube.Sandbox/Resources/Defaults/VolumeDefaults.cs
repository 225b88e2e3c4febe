using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources.Defaults;

/// <summary>Defaults of volumes: file modes, token lifetime, the empty directory.</summary>
internal static class VolumeDefaults
{
    private const int FileMode = 420;

    public static void Apply(JsonObject volume)
    {
        if (volume.Count == 1)
        {
            volume["emptyDir"] = new JsonObject();
        }

        foreach (var source in (ReadOnlySpan<string>)["configMap", "secret", "projected", "downwardAPI"])
        {
            volume.Map(source)?.Default("defaultMode", FileMode);
        }

        volume.Map("hostPath")?.Default("type", "");
        Fields(volume.Map("downwardAPI"));
        foreach (var source in volume.Maps("projected", "sources"))
        {
            source.Map("serviceAccountToken")?.Default("expirationSeconds", 3600);
            Fields(source.Map("downwardAPI"));
        }
    }

    private static void Fields(JsonObject? downward)
    {
        foreach (var item in downward.Maps("items"))
        {
            item.Map("fieldRef")?.Default("apiVersion", "v1");
        }
    }
}
