using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Tests.Validation;

public sealed class PipelineValidatorTests
{
    private static readonly Backend Langfuse = new()
    {
        Name = "langfuse",
        Langfuse = new LangfuseBackend
        {
            Url = "https://cloud.langfuse.com",
            PublicKey = Secret("langfuse", "public"),
            SecretKey = Secret("langfuse", "secret"),
        },
    };

    [Fact]
    public void A_valid_pipeline_has_no_findings() => Findings(spec => spec).ShouldBeEmpty();

    [Fact]
    public void All_mistakes_are_found_at_once() => Findings(spec => spec with
    {
        AllowedNamespaces = new AllowedNamespaces { From = AllowedFrom.Selector },
        Backends = [Otlp("ftp://tempo"), Otlp("http://user:pass@tempo")],
    })
        .ShouldBe([
            "spec.backends[1].name DuplicateName", "spec.backends[0].otlp.endpoint InvalidEndpoint",
            "spec.backends[1].otlp.endpoint CredentialsInUrl", "spec.allowedNamespaces.selector InvalidSelector"]);

    [Theory]
    [InlineData("tempo:4318", "InvalidEndpoint")]
    [InlineData("ftp://tempo", "InvalidEndpoint")]
    [InlineData("http://tempo /x", "InvalidEndpoint")]
    [InlineData("http://", "InvalidEndpoint")]
    [InlineData("https://key@tempo", "CredentialsInUrl")]
    [InlineData("http://tempo?token=x", "InvalidEndpoint")]
    [InlineData("http://tempo#x", "InvalidEndpoint")]
    [InlineData("http://tempo:4318/v1/traces", "InvalidEndpoint")]
    [InlineData("http://tempo:4318/v1/logs/", "InvalidEndpoint")]
    public void Endpoints_are_base_URLs(string endpoint, string reason) =>
        Findings(spec => spec with { Backends = [Otlp(endpoint)] }).ShouldBe([$"spec.backends[0].otlp.endpoint {reason}"]);

    [Fact]
    public void A_finding_does_not_repeat_a_URL() => PipelineValidator
        .Validate(Given.Pipeline(spec => spec with { Backends = [Otlp("http://user:hunter2@tempo?x=hunter2")] }), Given.NoFacts)
        .ShouldAllBe(finding => !finding.ToString().Contains("hunter2"));

    [Fact]
    public void An_endpoint_of_gRPC_has_no_path() => Findings(spec => spec with
    {
        Backends = [
            new Backend { Name = "b", Otlp = new OtlpBackend { Endpoint = "http://tempo:4317/otlp", Protocol = OtlpProtocol.Grpc } }],
    }).ShouldBe(["spec.backends[0].otlp.endpoint InvalidEndpoint"]);

    [Fact]
    public void Langfuse_has_a_base_URL() => Findings(spec => spec with
    {
        Backends = [Langfuse with { Langfuse = Langfuse.Langfuse! with { Url = "https://cloud.langfuse.com/api/public/otel" } }],
    }).ShouldBe(["spec.backends[0].langfuse.url InvalidEndpoint"]);

    [Theory]
    [InlineData("x y")]
    [InlineData("Content-Type")]
    [InlineData("grpc-timeout")]
    [InlineData("")]
    public void Headers_are_valid_and_not_the_transports(string name) => Findings(spec => spec with { Backends = [WithHeaders(name)] })
        .ShouldBe(["spec.backends[0].otlp.headers[0].name InvalidHeader"]);

    [Fact]
    public void Headers_are_unique_without_case() => Findings(spec => spec with { Backends = [WithHeaders("x-key", "X-Key")] })
        .ShouldBe(["spec.backends[0].otlp.headers[1].name DuplicateName"]);

    [Fact]
    public void A_backend_has_exactly_one_block() =>
        Findings(spec => spec with { Backends = [new Backend { Name = "none" }, Langfuse with { Otlp = Otlp("http://b").Otlp }] })
            .ShouldBe(["spec.backends[0] InvalidBackend", "spec.backends[1] InvalidBackend"]);

    [Fact]
    public void There_is_a_backend() => Findings(spec => spec with { Backends = [] }).ShouldBe(["spec.backends InvalidBackend"]);

    [Theory]
    [InlineData("UPPER")]
    [InlineData("a_b")]
    [InlineData("")]
    public void Backends_have_DNS_names(string name) => Findings(spec => spec with { Backends = [Otlp("http://b") with { Name = name }] })
        .ShouldBe(["spec.backends[0].name InvalidName"]);

    [Fact]
    public void Secrets_must_exist_with_their_keys()
    {
        var facts = Given.NoFacts.WithSecret(Given.Operator, "langfuse", "public").WithSecret("elsewhere", "token", "value");
        var pipeline = Given.Pipeline(spec => spec with { Backends = [Langfuse, WithHeaders("authorization")] });

        PipelineValidator.Validate(pipeline, facts).Select(Short).ShouldBe(
        [
            "spec.backends[0].langfuse.secretKey.secretKeyRef SecretKeyNotFound",
            "spec.backends[1].otlp.headers[0].value.secretKeyRef SecretNotFound",
        ]);
        PipelineValidator.Validate(pipeline, Given.NoFacts).ShouldBeEmpty("unknown is no mistake");
    }

    [Theory]
    [InlineData("Sometimes", "a")]
    [InlineData("In", null)]
    [InlineData("Exists", "a")]
    [InlineData("In", "not a value")]
    public void Selectors_are_valid(string @operator, string? value) => Findings(spec => spec with
    {
        AllowedNamespaces = new AllowedNamespaces
        {
            From = AllowedFrom.Selector,
            Selector = new LabelSelector
            {
                MatchExpressions = [
                    new LabelSelectorRequirement { Key = "team", Operator = @operator, Values = value is null ? [] : [value] }],
            },
        },
    }).ShouldHaveSingleItem().ShouldEndWith("InvalidSelector");

    [Fact]
    public void A_selector_belongs_to_from_Selector() =>
        Findings(spec => spec with { AllowedNamespaces = new AllowedNamespaces { From = AllowedFrom.All, Selector = new LabelSelector() } })
            .ShouldBe(["spec.allowedNamespaces.selector InvalidSelector"]);

    [Theory]
    [InlineData("otel/opentelemetry-collector-contrib:0.155.0", null)]
    [InlineData("registry.example.com:5000/otel/contrib@sha256:0000000000000000000000000000000000000000000000000000000000000000", null)]
    [InlineData("otel/opentelemetry-collector-contrib", "ImageNotPinned")]
    [InlineData("registry.example.com:5000/otel/contrib", "ImageNotPinned")]
    [InlineData("otel/opentelemetry-collector-contrib:latest", "ImageNotPinned")]
    [InlineData("otel/opentelemetry-collector:0.155.0", "InvalidImage")]
    [InlineData("not an image", "InvalidImage")]
    [InlineData("image:", "InvalidImage")]
    public void Images_are_named_with_a_version(string image, string? reason) =>
        Findings(spec => spec with { Collector = new CollectorSpec { Image = image } })
            .ShouldBe(reason is null ? [] : [$"spec.collector.image {reason}"]);

    [Fact]
    public void Requests_are_not_above_limits() => Findings(spec => spec with
    {
        Collector = new CollectorSpec
        {
            Ingest = new CollectorTier { Resources = new ResourceRequirements { Requests = Memory("1Gi"), Limits = Memory("512Mi") } },
        },
    }).ShouldBe(["spec.collector.ingest.resources.requests.memory InvalidResources"]);

    [Fact]
    public void Amounts_are_not_negative() => Findings(spec => spec with
    {
        Collector = new CollectorSpec { Ingest = new CollectorTier { Resources = new ResourceRequirements { Limits = Memory("-1Gi") } } },
    }).ShouldBe(["spec.collector.ingest.resources InvalidResources"]);

    [Fact]
    public void Annotations_have_valid_keys() => Findings(spec => spec with
    {
        Collector = new CollectorSpec { Ingest = new CollectorTier { PodAnnotations = Collections.Map(("not a key", "v")) } },
    }).ShouldBe(["spec.collector.ingest.podAnnotations InvalidKey"]);

    [Fact]
    public void Peers_are_valid() => Findings(spec => spec with
    {
        Network = new NetworkSpec
        {
            From =
            [
                new NetworkPolicyPeer(),
                new NetworkPolicyPeer { IpBlock = new IpBlock { Cidr = "10.0.0.0/40" } },
                new NetworkPolicyPeer { IpBlock = new IpBlock { Cidr = "10.0.0.0/8" }, PodSelector = new LabelSelector() },
                new NetworkPolicyPeer { IpBlock = new IpBlock { Cidr = "10.0.0.0/8", Except = ["10.1.0.0/16"] } },
            ],
        },
    }).ShouldBe(["spec.network.from[0] InvalidPeer", "spec.network.from[1].ipBlock InvalidPeer", "spec.network.from[2] InvalidPeer"]);

    [Fact]
    public void Metadata_is_bounded()
    {
        var pipeline = Given.Pipeline();
        var labels = Enumerable.Range(0, 10_000).ToImmutableSortedDictionary(i => $"label-{i}", _ => new string('x', 63));

        PipelineValidator.Validate(pipeline with { Metadata = pipeline.Metadata with { Labels = labels } }, Given.NoFacts)
            .Select(Short).ShouldBe(["metadata TooLarge"]);
    }

    private static IEnumerable<string> Findings(Func<TracePipelineSpec, TracePipelineSpec> change) =>
        PipelineValidator.Validate(Given.Pipeline(change), Given.NoFacts).Select(Short);

    private static string Short(Finding finding) => $"{finding.Path} {finding.Reason}";

    private static Backend Otlp(string endpoint) => new() { Name = "otlp", Otlp = new OtlpBackend { Endpoint = endpoint } };

    private static Backend WithHeaders(params ReadOnlySpan<string> names)
    {
        var headers = ImmutableArray.CreateBuilder<BackendHeader>();
        foreach (var name in names)
        {
            headers.Add(new BackendHeader { Name = name, Value = Secret("token", "value") });
        }

        return new Backend { Name = "otlp", Otlp = new OtlpBackend { Endpoint = "http://tempo", Headers = headers.ToImmutable() } };
    }

    private static SecretValue Secret(string name, string key) => new() { SecretKeyRef = new KeySelector { Name = name, Key = key } };

    private static ImmutableSortedDictionary<string, Quantity> Memory(string amount) =>
        ImmutableSortedDictionary<string, Quantity>.Empty.Add("memory", Quantity.Parse(amount));
}
