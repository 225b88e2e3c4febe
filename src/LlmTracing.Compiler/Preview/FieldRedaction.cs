using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Compiler.Preview;

/// <summary>What happens to one value, in order: drop, hash, mask, cut.</summary>
internal static class FieldRedaction
{
    internal static void Redact(RedactionRun run, Field field)
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
            field.HashedLength = decision.TellsLength && AnyValue.IsPresent(field.Value!) ? Utf8.Length(MessageJudgement.Text(field.Value!)) : null;
            field.Set(run.Redactor.ContentHash(field.Text));
        }

        if (decision.IdentityHashed)
        {
            field.Set(run.Redactor.IdentityHash(field.Text));
        }

        if (decision.Hashed || decision.IdentityHashed)
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
            after = Detection.Identifiers.InStructure(after, found);
        }

        var isText = after != before || AnyValue.Kind(field.Value!) == AnyValue.String;
        after = isText ? InText(run.Redactor, after, decision, found) : InStructure(run.Redactor, after, decision, found);
        if (after != before)
        {
            field.Set(after);
            run.Report(field.Place, ChangeKind.Masked, found);
        }
    }

    private static string InText(Redactor redactor, string text, KeyDecision decision, List<string> found)
    {
        text = redactor.Everywhere.InText(text, found);
        return decision.Kept ? text : redactor.OutsideKept.InText(text, found);
    }

    private static string InStructure(Redactor redactor, string text, KeyDecision decision, List<string> found)
    {
        if (redactor.Masks)
        {
            text = Detection.Bytes.InStructure(text, found);
        }

        text = redactor.Everywhere.InStructure(text, found);
        return decision.Kept ? text : redactor.OutsideKept.InStructure(text, found);
    }

    /// <summary>Cuts bytes of UTF-8, back to a character boundary.</summary>
    private static void Cut(RedactionRun run, Field field)
    {
        var text = field.Text;
        var cut = Utf8.Cut(text, run.Redactor.Plan.MaxContentLength);
        field.Set(cut);
        if (cut.Length < text.Length)
        {
            run.Report(field.Place, ChangeKind.Truncated);
        }
    }
}
