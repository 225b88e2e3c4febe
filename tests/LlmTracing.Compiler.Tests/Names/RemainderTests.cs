using FsCheck;
using FsCheck.Fluent;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Tests.Names;

public sealed class RemainderTests
{
    private static readonly string[] Endings = ["id", "role", "roles", "function.name", "calls.<n>.name", "calls.x.name"];

    private static readonly Gen<string> Parts = Gen.Elements(
        "id", "role", "roles", "rolex", "rol", "r", "i", "idd", "name", "nam", "function", "functions", "calls", "call", "0", "12", "1a",
        "x", "xy", "",
        "content", "Ro_-:le");

    /// <summary>Against the definition: a key beneath the prefix that has none of the endings.</summary>
    [Fact]
    public void It_matches_what_is_beneath_the_prefix_and_not_listed()
    {
        var listed = Endings.SelectMany(ending => new[] { $"llm.a.<path>{ending}", $"llm.b.<path>{ending}" }).ToList();
        var regex = Re2.Compile($"^(?:{Remainder.ToRe2("llm.{a,b}", listed)})$", TimeSpan.FromSeconds(10));
        var keys = from prefix in Gen.Elements("llm.a", "llm.b", "llm.a", "llm", "llm.c", "llm.ax", "xllm.a")
                   from parts in Parts.ListOf()
                   select (prefix, parts: parts.Take(5).ToArray());

        Prop.ForAll(keys.ToArbitrary(), key =>
        {
            var name = string.Join('.', key.parts.Prepend(key.prefix));
            regex.IsMatch(name)
                .ShouldBe(key.prefix is "llm.a" or "llm.b" && !Endings.Any(ending => EndsIn(key.parts, ending.Split('.'))), name);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Choices_that_differ_in_what_is_listed_are_refused() =>
        Should.Throw<FormatException>(() => Remainder.ToRe2("llm.{a,b}", ["llm.a.<path>id"]));

    [Theory]
    [InlineData("gen_ai.a b")]
    [InlineData("gen_ai.<m>")]
    [InlineData("gen_ai.<n")]
    [InlineData("gen_ai.(x)")]
    public void What_is_no_notation_is_refused(string keys) => Should.Throw<FormatException>(() => Notation.ToRe2(keys));

    private static bool EndsIn(string[] parts, string[] ending) =>
        parts.Length >= ending.Length && ending.Zip(parts[^ending.Length..]).All(pair =>
            pair.First == "<n>" ? pair.Second.Length > 0 && pair.Second.All(char.IsAsciiDigit) : pair.First == pair.Second);
}
