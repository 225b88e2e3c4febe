using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Kube.Model;

using Microsoft.Extensions.Logging.Abstractions;

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
            Review, _ => new AdmissionResponse { Uid = "other", Allowed = true, PatchType = "JSONPatch", Patch = Encoding.UTF8.GetBytes(patch) });

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
        (await PostAsync(new string(' ', 9 * 1024 * 1024), _ => throw new InvalidOperationException())).Code.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    private static async Task<(HttpStatusCode Code, AdmissionResponse? Response)> PostAsync(string body, Func<AdmissionRequest, AdmissionResponse> handler)
    {
        var now = DateTimeOffset.UtcNow;
        var authority = CertificateAuthority.Create("ca", now, TimeSpan.FromDays(2));
        using var leaf = authority.Issue(["localhost"], now, TimeSpan.FromDays(1));
        await using var app = HttpServers.Webhooks(
            new IPEndPoint(IPAddress.Loopback, 0),
            () => leaf,
            NullLoggerFactory.Instance,
            routes => AdmissionEndpoint.Map(routes, "/mutate", NullLogger.Instance, handler));
        await app.StartAsync();
        using var socket = new SocketsHttpHandler();
        new ServerTrust(() => ServerTrust.Import(authority.Certificate)).Install(socket);
        using var client = new HttpClient(socket);
        client.DefaultRequestHeaders.Host = "localhost";
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync(new Uri(app.Address(), "/mutate?timeout=2s"), content);
        var json = await answer.Content.ReadAsByteArrayAsync();
        var response = answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(json, KubeJson.Options.TypeInfo<AdmissionReview>())!.Response : null;
        return (answer.StatusCode, response);
    }
}
