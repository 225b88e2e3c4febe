using System.Buffers;
using System.Text;

namespace LlmTracing.Compiler.Otlp;

/// <summary>Text measured in bytes of UTF-8.</summary>
internal static class Utf8
{
    internal static int Length(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The start of a text, at most this many bytes, cut at a character boundary.</summary>
    internal static string Cut(string text, int bytes)
    {
        var length = 0;
        while (length < text.Length
            && Rune.DecodeFromUtf16(text.AsSpan(length), out var rune, out var units) is OperationStatus.Done or OperationStatus.InvalidData
            && rune.Utf8SequenceLength <= bytes)
        {
            bytes -= rune.Utf8SequenceLength;
            length += units;
        }

        return text[..length];
    }
}
