using System.Text.Json.Serialization;

using k8s.KubeConfigModels;
using k8s.Models;

namespace Kube.Model;

/// <summary>Contracts of our records and of those of the library that this project uses; the library's own context would keep every kind
/// alive.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ObjectMetadata))]
[JsonSerializable(typeof(V1ListMeta))]
[JsonSerializable(typeof(AdmissionReview))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Service))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1ServiceAccount))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(V1Deployment))]
[JsonSerializable(typeof(V1NetworkPolicy))]
[JsonSerializable(typeof(V1PodDisruptionBudget))]
[JsonSerializable(typeof(V1ClusterRole))]
[JsonSerializable(typeof(V1ClusterRoleBinding))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(Eventsv1Event))]
[JsonSerializable(typeof(V1MutatingWebhookConfiguration))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(ExecCredentialResponse))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
