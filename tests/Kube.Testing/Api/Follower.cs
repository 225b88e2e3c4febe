using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Testing.Api;

/// <summary>Follows a collection by list and watch, and tells its whole content after each change.</summary>
internal static class Follower
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until cancelled; whatever goes wrong leads to a new list.</summary>
    /// <param name="path">Collection with a query, which must not contain <c>watch</c>.</param>
    /// <param name="changed">Objects by uid.</param>
    /// <param name="log">Is told what went wrong.</param>
    public static async Task Run(
        RawKube kube, string path, Action<ImmutableDictionary<string, JsonNode>> changed, Action<string> log, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Once(kube, path, changed, cancel);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or ApiRefusedException or JsonException
                or OperationCanceledException)
            {
                if (!cancel.IsCancellationRequested)
                {
                    log($"{path}: {exception.Message}");
                }
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Once(
        RawKube kube, string path, Action<ImmutableDictionary<string, JsonNode>> changed, CancellationToken cancel)
    {
        var list = (await kube.Send(HttpMethod.Get, path, cancel: cancel)).Json();
        var items = (list["items"]?.AsArray() ?? []).ToImmutableDictionary(Uid, item => item!);
        changed(items);
        var from =
            $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}resourceVersion={list["metadata"]!["resourceVersion"]}&timeoutSeconds=60";
        await foreach (var change in kube.Watch(from, cancel))
        {
            var type = change["type"]!.GetValue<string>();
            if (type == "ERROR")
            {
                return;
            }

            items = type == "DELETED" ? items.Remove(Uid(change["object"])) : items.SetItem(Uid(change["object"]), change["object"]!);
            changed(items);
        }
    }

    private static string Uid(JsonNode? item) => item!["metadata"]!["uid"]!.GetValue<string>();
}
