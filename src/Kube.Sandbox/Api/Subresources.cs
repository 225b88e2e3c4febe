using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Api;

/// <summary>What a write to an object or one of its subresources may change.</summary>
internal static class Subresources
{
    public static JsonObject Restrict(RequestTarget target, JsonObject live, JsonObject next)
    {
        if (target.Subresource == "status")
        {
            var result = live.Copy();
            Move(next, result, "status");
            return result;
        }

        if (target.Resource.HasStatus)
        {
            Move(live, next, "status");
        }

        return next;
    }

    private static void Move(JsonObject from, JsonObject to, string name)
    {
        if (from[name] is { } part)
        {
            to[name] = part.DeepClone();
        }
        else
        {
            to.Remove(name);
        }
    }
}
