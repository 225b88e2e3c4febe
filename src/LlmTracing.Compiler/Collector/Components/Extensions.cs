namespace LlmTracing.Compiler.Collector.Components;

/// <summary>Answers 200 when the collector runs.</summary>
public sealed record HealthCheck(string Endpoint) : Component;

/// <summary>User name and password for an exporter.</summary>
public sealed record BasicAuth(BasicCredentials ClientAuth) : Component;

/// <summary>Both are references to the environment, never values.</summary>
public sealed record BasicCredentials(string Username, string Password);
