using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Kube.Model;
using Kube.Testing;

namespace Kube.Runtime.Tests;

public sealed class AdmissionEndpointTests
{
    private const string Review =
        """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u1","namespace":"n","operation":"CREATE","object":{"metadata":{"labels":{"a/b":"c"}}}}}""";

    [Fact]
    public async Task A_patch_comes_back_under_the_uid_of_the_request_over_TLS()
    {
        const string patch = """[{"op":"add","path":"/metadata/annotations/x~1y~0z","value":"v"}]""";

        var (code, response) = await PostAsync(
            Review,
            _ => new AdmissionResponse { Uid = "other", Allowed = true, PatchType = "JSONPatch", Patch = Encoding.UTF8.GetBytes(patch) });

        code.ShouldBe(HttpStatusCode.OK);
        response!.Uid.ShouldBe("u1");
        Encoding.UTF8.GetString(response.Patch!).ShouldBe(patch);
    }

    [Fact]
    public async Task A_failing_handler_lets_the_request_through()
    {
        var (code, response) = await PostAsync(Review, _ => throw new InvalidOperationException("bug"));

        code.ShouldBe(HttpStatusCode.OK);
        response!.Allowed.ShouldBeTrue();
        response.Patch.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"request":{}}""")]
    [InlineData("""{"request":{"uid":5}}""")]
    public async Task What_is_no_review_is_a_bad_request(string body) =>
        (await PostAsync(body, _ => throw new InvalidOperationException())).Code.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_too_large_body_is_refused() =>
        (await PostAsync(new string(' ', 9 * 1024 * 1024), _ => throw new InvalidOperationException())).Code.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Fifty_large_reviews_at_once_are_all_answered_and_nothing_is_held_afterwards(string version)
    {
        await using var server = await AdmissionHost.StartAsync(request => new AdmissionResponse { Uid = request.Uid, Allowed = true });
        using var client = server.Client(Version.Parse(version));
        var large = Encoding.UTF8.GetBytes(Review.Replace("\"c\"", $"\"{new string('c', 2_700_000)}\"", StringComparison.Ordinal));

        var codes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var content = new ByteArrayContent(large);
            using var answer = await client.PostAsync(server.Uri, content);
            answer.Version.ShouldBe(Version.Parse(version));
            return answer.StatusCode;
        }));

        codes.ShouldAllBe(code => code == HttpStatusCode.OK);
        await Eventually.True("nothing is held", () => server.Endpoint.BytesHeld == 0);
    }

    [Fact]
    public async Task A_client_that_sends_nothing_is_given_up_and_holds_up_nobody()
    {
        await using var server = await AdmissionHost.StartAsync(request => new AdmissionResponse { Uid = request.Uid, Allowed = true });
        using var client = server.Client(HttpVersion.Version11);
        using var stuck = new StreamContent(new NeverEnding());
        stuck.Headers.ContentLength = 8 * 1024 * 1024;
        using var gone = new CancellationTokenSource();
        var first = client.PostAsync(server.Uri, stuck, gone.Token);
        await Eventually.True("the first is read", () => server.Endpoint.BytesHeld > 0);
        using var waiting = new StringContent(Review);

        (await client.PostAsync(server.Uri, waiting)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.True("nothing is held", () => server.Endpoint.BytesHeld == 0);
        await gone.CancelAsync();
        await first.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused()
    {
        await using var server = await AdmissionHost.StartAsync(request => new AdmissionResponse { Uid = request.Uid, Allowed = true });
        using var client = server.Client(HttpVersion.Version11);
        client.DefaultRequestHeaders.TransferEncodingChunked = true;
        using var content = new StringContent(Review);

        (await client.PostAsync(server.Uri, content)).StatusCode.ShouldBe(HttpStatusCode.LengthRequired);
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_gives_its_turn_back()
    {
        await using var server = await AdmissionHost.StartAsync(request => new AdmissionResponse { Uid = request.Uid, Allowed = true });
        using var client = server.Client(HttpVersion.Version11);
        using var gone = new CancellationTokenSource();
        using var stuck = new StreamContent(new NeverEnding());
        stuck.Headers.ContentLength = 8 * 1024 * 1024;
        var first = client.PostAsync(server.Uri, stuck, gone.Token);
        await Eventually.True("the first is read", () => server.Endpoint.BytesHeld > 0);
        using var waiting = new StringContent(Review);
        var second = client.PostAsync(server.Uri, waiting);

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.True("nothing is held", () => server.Endpoint.BytesHeld == 0);
    }

    private static async Task<(HttpStatusCode Code, AdmissionResponse? Response)> PostAsync(
        string body, Func<AdmissionRequest, AdmissionResponse> handler)
    {
        await using var server = await AdmissionHost.StartAsync(handler);
        using var client = server.Client(HttpVersion.Version11);
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync(server.Uri, content);
        var json = await answer.Content.ReadAsByteArrayAsync();
        var review = answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(json, KubeJson.Options.TypeInfo<AdmissionReview>()) : null;
        return (answer.StatusCode, review?.Response);
    }

    /// <summary>A body of which no byte ever comes.</summary>
    private sealed class NeverEnding : MemoryStream
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await destination.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
