namespace LlmTracing.Compiler.Validation;

/// <summary>Reasons of findings: stable, because conditions and scripts use them.</summary>
public static class Reasons
{
    public const string PipelineNotFound = nameof(PipelineNotFound);

    public const string NotAllowedByPipeline = nameof(NotAllowedByPipeline);

    public const string SecretNotFound = nameof(SecretNotFound);

    public const string SecretKeyNotFound = nameof(SecretKeyNotFound);

    public const string MissingHashKey = nameof(MissingHashKey);

    public const string HashKeyNotAvailable = nameof(HashKeyNotAvailable);

    public const string HashKeyTooShort = nameof(HashKeyTooShort);

    public const string InvalidBackend = nameof(InvalidBackend);

    public const string InvalidName = nameof(InvalidName);

    public const string DuplicateName = nameof(DuplicateName);

    public const string InvalidEndpoint = nameof(InvalidEndpoint);

    public const string CredentialsInUrl = nameof(CredentialsInUrl);

    public const string InvalidHeader = nameof(InvalidHeader);

    public const string InvalidSelector = nameof(InvalidSelector);

    public const string InvalidImage = nameof(InvalidImage);

    public const string ImageNotPinned = nameof(ImageNotPinned);

    public const string InvalidResources = nameof(InvalidResources);

    public const string InvalidKey = nameof(InvalidKey);

    public const string InvalidPeer = nameof(InvalidPeer);

    public const string InvalidPattern = nameof(InvalidPattern);

    public const string InvalidLength = nameof(InvalidLength);

    public const string InvalidResourceAttribute = nameof(InvalidResourceAttribute);

    public const string ReservedName = nameof(ReservedName);

    public const string ReservedAttribute = nameof(ReservedAttribute);

    public const string TooLarge = nameof(TooLarge);

    /// <summary>Whether the finding is about something that the object refers to, rather than about the object itself.</summary>
    public static bool IsReference(string reason) =>
        reason is PipelineNotFound or SecretNotFound or SecretKeyNotFound or HashKeyNotAvailable or HashKeyTooShort;
}
