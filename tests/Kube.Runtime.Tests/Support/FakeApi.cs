using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

using k8s;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Kube.Runtime.Tests;

/// <summary>An API server that does exactly what a test says, on a real socket.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource closing = new();

    private FakeApi(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(app.Urls.First());

    /// <summary>Watches that are open; each gets lines by <see cref="SendAsync"/>.</summary>
    public ConcurrentQueue<HttpContext> Watches { get; } = new();

    /// <param name="certificate">Asked at each handshake; without it the server speaks plain HTTP.</param>
    public static async Task<FakeApi> StartAsync(Func<HttpContext, FakeApi, Task> answer, Func<X509Certificate2>? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(Https(certificate));
                }
            }));
        builder.Services.AddLogging();
        var app = builder.Build();
        var api = new FakeApi(app);
        app.Run(context =>
        {
            api.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context, api);
        });
        await app.StartAsync();
        return api;
    }

    /// <summary>Keeps a watch open until the client goes.</summary>
    public async Task HoldAsync(HttpContext context)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        Watches.Enqueue(context);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public static async Task SendAsync(HttpContext context, string line)
    {
        await context.Response.WriteAsync(line + "\n");
        await context.Response.Body.FlushAsync();
    }

    public static Task JsonAsync(HttpContext context, string json, int code = 200)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
    }

    public static string ConfigMap(string name, string version, string uid = "u") =>
        $$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"n","uid":"{{{uid}}}","resourceVersion":"{{{version}}}"},
         "data":{"v":"{{{version}}}"}}
        """.ReplaceLineEndings("");

    public static string List(string version, string? next, params string[] items) =>
        $$$"""
        {"kind":"ConfigMapList","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},
         "items":[{{{string.Join(',', items)}}}]}
        """;

    public KubeClient Client(TimeProvider? time = null) => Client(new KubernetesClientConfiguration { Host = Address.ToString() }, time);

    public static KubeClient Client(KubernetesClientConfiguration config, TimeProvider? time = null) =>
        new(new ApiTransport(config, "tests", time ?? TimeProvider.System));

    private static HttpsConnectionAdapterOptions Https(Func<X509Certificate2> certificate) => new()
    {
        ServerCertificateSelector = (_, _) => certificate(),
        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        ClientCertificateValidation = (_, _, _) => true,
    };

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        closing.Dispose();
    }
}
