using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LlmTracing.Compiler.Yaml;

/// <summary>Writes JSON values as deterministic block-style YAML, for people to review and the collector to parse.</summary>
public static partial class YamlText
{
    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue);

    /// <summary>One document without markers, ending in a newline.</summary>
    public static string Write(JsonElement value) => Write(value, null);

    /// <summary>The same, but long repeated lists are written once and referred to by aliases.</summary>
    public static string WriteShared(JsonElement value) => Write(value, new SharedLists(value));

    private static string Write(JsonElement value, SharedLists? shared)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, value, shared);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonElement value, SharedLists? shared)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, MappingStyle.Block));
                foreach (var member in value.EnumerateObject())
                {
                    emitter.Emit(Text(member.Name));
                    Emit(emitter, member.Value, shared);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array when shared?.Of(value) is { } list:
                if (list.IsWritten)
                {
                    emitter.Emit(new AnchorAlias(list.Anchor));
                }
                else
                {
                    Sequence(emitter, value, shared, list.Anchor);
                }

                break;
            case JsonValueKind.Array:
                Sequence(emitter, value, shared, AnchorName.Empty);
                break;
            case JsonValueKind.String:
                emitter.Emit(Text(value.GetString()!));
                break;
            default:
                emitter.Emit(new Scalar(null, null, value.GetRawText(), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    private static void Sequence(Emitter emitter, JsonElement list, SharedLists? shared, AnchorName anchor)
    {
        emitter.Emit(new SequenceStart(anchor, null, isImplicit: true, SequenceStyle.Block));
        foreach (var item in list.EnumerateArray())
        {
            Emit(emitter, item, shared);
        }

        emitter.Emit(new SequenceEnd());
    }

    private static Scalar Text(string text)
    {
        var style = IsPlain().IsMatch(text) && !IsKeyword().IsMatch(text) ? ScalarStyle.Plain
            : IsOneLine().IsMatch(text) ? ScalarStyle.SingleQuoted
            : IsBlock().IsMatch(text) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        return new Scalar(
            null, null, text, style, isPlainImplicit: style == ScalarStyle.Plain, isQuotedImplicit: style != ScalarStyle.Plain);
    }

    [GeneratedRegex("^[A-Za-z_/][A-Za-z0-9_./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex IsPlain();

    [GeneratedRegex("^(?:y|n|yes|no|on|off|true|false|null)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsKeyword();

    [GeneratedRegex(@"\A[^\p{C}\p{Zl}\p{Zp}]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsOneLine();

    /// <remarks>Text that starts with white space or contains other control characters has no unambiguous block form.</remarks>
    [GeneratedRegex(@"\A[^\s\p{C}][^\p{C}\p{Zl}\p{Zp}]*(?:\n[^\p{C}\p{Zl}\p{Zp}]*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsBlock();
}
