using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace LlmTracing.Compiler.Preview;

/// <summary>What happens to one value, in order: drop, hash, mask, cut.</summary>
internal static class FieldRedaction
{
    internal static void Redact(this RedactionRun run, Field field)
    {
        if (field.Value is null)
        {
            return;
        }

        var decision = run.Redactor.Keys.Of(field.Key);
        if (decision.Dropped)
        {
            field.Value = null;
            run.Report(field.Place, ChangeKind.Dropped);
            return;
        }

        if (run.Redactor.Plan.Closed && !StructuredForm.Fits(field))
        {
            field.Value = null;
            run.Report(field.Place, ChangeKind.Dropped);
            return;
        }

        Hash(run, field, decision);
        Mask(run, field, decision);
        if (decision.Truncated)
        {
            Cut(run, field);
        }
    }

    private static void Hash(RedactionRun run, Field field, KeyDecision decision)
    {
        if (decision.Hashed)
        {
            field.Set($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(field.Text)))}");
        }

        if (decision.IdentityHashed)
        {
            field.Set(run.Redactor.IdentityHash(field.Text));
        }

        if (decision.Digest)
        {
            run.Report(field.Place, ChangeKind.Hashed);
        }
    }

    private static void Mask(RedactionRun run, Field field, KeyDecision decision)
    {
        var found = new List<string>();
        var before = field.Text;
        var after = before;
        if (run.Redactor.Plan.Closed && !decision.FreeText)
        {
            after = Detection.Identifiers.Apply(after, found);
        }

        if (!decision.Digest)
        {
            after = run.Redactor.Everywhere.Apply(after, found);
            after = decision.Kept ? after : run.Redactor.OutsideKept.Apply(after, found);
        }

        if (after != before)
        {
            field.Set(after);
            run.Report(field.Place, ChangeKind.Masked, found);
        }
    }

    /// <summary>Cuts bytes of UTF-8, back to a character boundary.</summary>
    private static void Cut(RedactionRun run, Field field)
    {
        var text = field.Text;
        var room = run.Redactor.Plan.MaxContentLength;
        var length = 0;
        while (length < text.Length
            && Rune.DecodeFromUtf16(text.AsSpan(length), out var rune, out var units) is OperationStatus.Done or OperationStatus.InvalidData
            && rune.Utf8SequenceLength <= room)
        {
            room -= rune.Utf8SequenceLength;
            length += units;
        }

        field.Set(text[..length]);
        if (length < text.Length)
        {
            run.Report(field.Place, ChangeKind.Truncated);
        }
    }
}
