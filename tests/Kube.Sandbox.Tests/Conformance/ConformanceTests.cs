using System.Globalization;
using Kube.Sandbox.Tests.Fixtures;

namespace Kube.Sandbox.Tests.Conformance;

/// <summary>The same requests to the sandbox and to a real kube-apiserver; the answers must be alike.</summary>
public sealed class ConformanceTests(SharedSandbox sandbox, RealServer real)
{
    public static TheoryData<string> Cases() =>
        new(Directory.GetFiles(HttpCase.Folder, "*.http").Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sandbox_answers_like_the_real_server(string name)
    {
        var plane = await real.Get();
        using var theirs = new TestClient(plane.Uri, plane.AdminToken, plane.CertificateAuthority);
        using var ours = sandbox.Client();
        await theirs.InstallWidgetsAsync();
        await theirs.CreateNamespaceAsync($"case-{name}");
        await ours.CreateNamespaceAsync($"case-{name}");
        var differences = new List<string>();
        foreach (var step in HttpCase.Read(name))
        {
            var expected = NormalForm.Of(await RunAsync(theirs, step));
            var actual = NormalForm.Of(await RunAsync(ours, step));
            if (expected != actual)
            {
                differences.Add($"### {step.Title}\n{Difference(expected, actual)}");
            }
        }

        if (differences.Count > 0)
        {
            Assert.Fail(string.Join("\n\n", differences));
        }
    }

    private static Task<TestAnswer> RunAsync(TestClient client, HttpStep step) =>
        client.SendAsync(step.Method, step.Path, step.Body, step.Type, step.Accept);

    private static string Difference(string expected, string actual)
    {
        var (real, ours) = (expected.Split('\n'), actual.Split('\n'));
        var missing = real.Where(line => !ours.Contains(line))
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"- {line.Trim()}"));
        var extra = ours.Where(line => !real.Contains(line))
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"+ {line.Trim()}"));
        var lines = missing.Concat(extra).ToList();
        return lines.Count > 0 ? string.Join('\n', lines)
            : "another order:\n" + string.Join('\n', real.Zip(ours).Where(pair => pair.First != pair.Second)
                .Select(pair => $"{pair.First.Trim()} <> {pair.Second.Trim()}"));
    }
}
