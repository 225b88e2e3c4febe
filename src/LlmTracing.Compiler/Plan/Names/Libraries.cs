using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>All libraries and conventions whose names are known.</summary>
public static class Libraries
{
    /// <summary>For libraries that are not in the table.</summary>
    public static Library Net => CommonNames.Library;

    /// <summary>Conventions first, then what builds on them, then the safety net.</summary>
    public static ImmutableArray<Library> All { get; } =
    [
        OpenTelemetryNames.General,
        OpenTelemetryNames.Current,
        OpenTelemetryNames.Legacy,
        OpenInferenceNames.Library,
        OpenLLMetryNames.Library,
        OpenLitNames.Library,
        JavaScriptNames.Vercel,
        JavaScriptNames.Genkit,
        JavaScriptNames.Mastra,
        JavaScriptNames.Flue,
        BackendNames.Langfuse,
        BackendNames.LangSmith,
        BackendNames.MlFlow,
        BackendNames.Logfire,
        FrameworkNames.SpringAi,
        FrameworkNames.Strands,
        FrameworkNames.Adk,
        FrameworkNames.Haystack,
        FrameworkNames.LiveKit,
        FrameworkNames.LiteLlm,
        FrameworkNames.ClaudeCode,
        PlatformNames.Braintrust,
        PlatformNames.LangWatch,
        PlatformNames.Laminar,
        PlatformNames.AgentOps,
        PlatformNames.TruLens,
        PlatformNames.Sentry,
        Net,
    ];
}
