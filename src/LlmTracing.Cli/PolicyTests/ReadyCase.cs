using System.Collections.Immutable;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Previews;
using LlmTracing.Cli.Rendering;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Normalization;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>A case with its plan and trace.</summary>
internal sealed record ReadyCase(PolicyCase Case, RedactionPlan Plan, ImmutableArray<OtlpRequest> Trace)
{
    /// <summary>Null if the policy or the trace is missing or has errors; the findings say which.</summary>
    public static ReadyCase? Prepare(PolicyCase one, ManifestSet set, CompilerSettings settings, ICollection<Reported> findings)
    {
        var fields = new CaseFields(one.Document, findings);
        var plan = ReadPlan(one, set, settings, fields, findings);
        var trace = ReadTrace(one, fields);
        if (trace.IsDefault)
        {
            return null;
        }

        var before = new Evaluation(trace);
        foreach (var expectation in one.Expectations)
        {
            var message = !before.Holds(expectation)
                ? "The trace does not contain this even before redaction, so the expectation cannot fail."
                : !CanHave(before, plan, expectation) ? "No attribute in the trace has this key, so the expectation cannot fail."
                : null;
            if (message is not null)
            {
                findings.Add(new Reported(
                    new Finding("", default, "", "CannotFail", message, "Check the spelling.", Severity.Warning), expectation.At));
            }
        }

        return plan is null ? null : new ReadyCase(one, plan, trace);
    }

    /// <summary>Whether the output can have the attribute in which a text must be absent; normalization can also add it.</summary>
    private static bool CanHave(Evaluation before, RedactionPlan? plan, Expectation expectation) =>
        expectation is not { Check: Check.Absent, Where.Attribute: { } key }
        || before.Has(key)
        || (plan?.Normalization is not null && NameTable.All.Any(name => name.Target == key));

    private static RedactionPlan? ReadPlan(
        PolicyCase one, ManifestSet set, CompilerSettings settings, CaseFields fields, ICollection<Reported> findings)
    {
        if (!set.Documents.ContainsKey((ApiKinds.LlmTracingPolicy.Kind, one.Policy)))
        {
            var known = set.PolicyNames;
            var hint = Suggestions.Nearest(one.Policy.ToString(), known) is { } meant ? $"Did you mean '{meant}'?"
                : known.Length > 0 ? $"The files contain {string.Join(", ", known)}; pass others with -f." : "Pass its file with -f.";
            fields.Add("policy", "UnknownPolicy", $"There is no LlmTracingPolicy {Shown.Short(one.Policy.ToString())}.", hint);
            return null;
        }

        var chosen = ChosenPolicy.Find(set, one.Policy, settings);
        foreach (var finding in chosen.Findings.Where(finding => !findings.Contains(finding)))
        {
            findings.Add(finding);
        }

        return chosen.Policy is null ? null : RedactionPlanner.From(chosen.Policy.Spec);
    }

    /// <summary>Default if it cannot be read.</summary>
    private static ImmutableArray<OtlpRequest> ReadTrace(PolicyCase one, CaseFields fields)
    {
        try
        {
            return TraceFile.Read(ManifestFiles.ReadFile(one.Trace, Stream.Null));
        }
        catch (UsageException exception)
        {
            fields.Add(
                "trace",
                "UnreadableTrace",
                $"The trace cannot be used: {exception.Message}",
                "Use a file with OTLP in JSON; its path is relative to this file.");
            return default;
        }
    }
}
