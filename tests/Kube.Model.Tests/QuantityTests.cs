namespace Kube.Model.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("500m", "0.5")]
    [InlineData("1Ki", "1024")]
    [InlineData("2", "2")]
    [InlineData("1.5G", "1500000000")]
    [InlineData("1E", "1000000000000000000")]
    [InlineData("1Ei", "1152921504606846976")]
    [InlineData("1e3", "1000")]
    [InlineData("1E3", "1000")]
    public void Suffixes_are_read(string text, string value) => Quantity.Parse(text).Value.ShouldBe(decimal.Parse(value));

    [Theory]
    [InlineData("")]
    [InlineData("Mi")]
    [InlineData("5 Mi")]
    [InlineData("5mm")]
    [InlineData("99999999999999999999E")]
    public void Other_texts_are_refused(string text) => Quantity.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Equal_amounts_are_equal() => Quantity.Parse("0.5").ShouldBe(Quantity.Parse("500m"));
}
