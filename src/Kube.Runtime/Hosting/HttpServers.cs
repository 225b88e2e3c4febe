using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The two servers of an operator: plain HTTP for probes and metrics, HTTPS for webhooks.</summary>
public static class HttpServers
{
    /// <summary><c>/healthz</c>, which answers as long as the process serves requests, <c>/readyz</c> and <c>/metrics</c>. Not started yet.</summary>
    public static WebApplication Probes(IPEndPoint address, HealthState health, PrometheusExporter metrics, ILoggerFactory loggers)
    {
        var app = Create(loggers, options => options.Listen(address));
        app.MapGet("/healthz", context => AnswerAsync(context, []));
        app.MapGet("/readyz", context => AnswerAsync(context, health.NotReady()));
        app.MapGet("/metrics", context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return context.Response.WriteAsync(metrics.Scrape(), context.RequestAborted);
        });
        return app;
    }

    /// <summary>Webhooks behind a certificate that is asked for at each handshake. Not started yet.</summary>
    public static WebApplication Webhooks(IPEndPoint address, Func<X509Certificate2?> certificate, ILoggerFactory loggers, Action<IEndpointRouteBuilder> map)
    {
        var app = Create(loggers, options => options.Listen(address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate());
        }));
        map(app);
        return app;
    }

    /// <summary>Where a started server listens; the port is the real one when 0 was asked for.</summary>
    public static Uri Address(this WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static WebApplication Create(ILoggerFactory loggers, Action<KestrelServerOptions> kestrel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            kestrel(options);
        });
        var app = builder.Build();
        app.UseRouting();
        return app;
    }

    private static Task AnswerAsync(HttpContext context, IReadOnlyCollection<(string Name, string Trouble)> failing)
    {
        context.Response.StatusCode = failing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var text = failing.Count == 0 ? "ok\n" : string.Concat(failing.Select(one => $"{one.Name}: {one.Trouble}\n"));
        return context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}
