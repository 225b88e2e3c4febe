namespace Kube.Schema.Cel;

/// <summary>An expression can't be read, or its evaluation ended in a CEL error.</summary>
public sealed class CelException(string message) : Exception(message);
