using Kube.Model;

namespace Kube.Runtime;

/// <summary>Decides on reviews of the API server.</summary>
public interface IAdmissionWebhook
{
    /// <summary>Called concurrently; a fast, pure function. One that throws lets the object through unchanged.</summary>
    AdmissionResponse Answer(AdmissionRequest request);
}
