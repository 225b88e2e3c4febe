using System.Text.Json.Nodes;
using Kube.Schema.Cel;

namespace Kube.Schema.Tests.Cel;

public sealed class CelTests
{
    private static readonly JsonNode Self = JsonNode.Parse(
        """
        {
          "name": "a", "count": 3, "ratio": 0.5, "empty": "", "list": [1, 2, 3], "names": [{"name": "a"}, {"name": "b"}],
          "map": {"x": "1", "y-z": "2"}, "namespace": "n", "flag": true, "nothing": null
        }
        """)!;

    [Theory]
    [InlineData("self.count == 3 && self.name == 'a'")]
    [InlineData("self.count + 1 == 4 && self.count * 2 == 6 && 7 / 2 == 3 && 7 % 2 == 1 && -self.count < 0")]
    [InlineData("self.ratio > 0.25 && self.ratio < 1.0")]
    [InlineData("has(self.name) && !has(self.other)")]
    [InlineData("[has(self.name), has(self.other)].filter(x, x).size() == 1")]
    [InlineData("self.names.all(a, self.names.exists_one(b, b.name == a.name))")]
    [InlineData("self.list.exists(x, x > 2) && !self.list.exists(x, x > 3)")]
    [InlineData("self.list.map(x, x * 2) == [2, 4, 6]")]
    [InlineData("self.list.map(x, x > 1, x * 2) == [4, 6]")]
    [InlineData("size(self.list) == 3 && self.name.size() == 1 && size(self.map) == 2")]
    [InlineData("'x' in self.map && !('q' in self.map) && 2 in self.list")]
    [InlineData("self.map['x'] == '1' && self.list[0] == 1")]
    [InlineData("self.map.all(k, k.size() > 0)")]
    [InlineData("self.map.y__dash__z == '2'")]
    [InlineData("self.__namespace__ == 'n'")]
    [InlineData("'abc'.startsWith('a') && 'abc'.endsWith('c') && 'abc'.contains('b') && 'abc'.matches('^[a-c]+$')")]
    [InlineData("'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b'")]
    [InlineData("(self.count > 2 ? 'big' : 'small') == 'big'")]
    [InlineData("self.missing == 1 || self.count == 3")]
    [InlineData("!(self.missing == 1 && self.count == 4)")]
    [InlineData("duration('1h30m') > duration('5m') && duration('90s').getMinutes() == 1")]
    [InlineData("quantity('1Gi').isGreaterThan(quantity('500Mi')) && isQuantity('2')")]
    [InlineData("isURL('https://a.b:8080/c') && url('https://a.b:8080/c').getHost() == 'a.b:8080'")]
    [InlineData("string(self.count) + 'x' == '3x' && int('4') == 4 && double(2) == 2.0")]
    [InlineData("'\\n\\t\\u0041' == \"\"\"\n\tA\"\"\" && r'\\d' == '\\\\d'")]
    [InlineData("{'a': 1}['a'] == 1 // a comment")]
    public void Holds(string expression) => Run(expression).ShouldBe(true);

    [Theory]
    [InlineData("self.missing == 1", "no such key: missing")]
    [InlineData("self.list[9] == 1", "index out of bounds: 9")]
    [InlineData("1 / 0 == 1", "division by zero")]
    [InlineData("self.name + 1 == 2", "no such overload")]
    [InlineData("9223372036854775807 + 1 > 0", "integer overflow")]
    public void Fails_as_CEL_does(string expression, string message) =>
        Should.Throw<CelException>(() => Run(expression)).Message.ShouldBe(message);

    [Theory]
    [InlineData("self.")]
    [InlineData("(1")]
    [InlineData("has(self)")]
    [InlineData("'open")]
    [InlineData("1 # 2")]
    public void Refuses_what_is_no_expression(string text) => Should.Throw<CelException>(() => CelParser.Parse(text));

    private static object? Run(string expression) => CelEvaluator.Evaluate(
        CelParser.Parse(expression), new Dictionary<string, object?> { ["self"] = CelValue.From(Self) });
}
