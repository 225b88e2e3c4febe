using System.Text.Json.Serialization;

namespace Kube.Model;

[JsonSerializable(typeof(ObjectMetadata))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(NetworkPolicy))]
[JsonSerializable(typeof(PodDisruptionBudget))]
[JsonSerializable(typeof(ClusterRole))]
[JsonSerializable(typeof(ClusterRoleBinding))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(MutatingWebhookConfiguration))]
[JsonSerializable(typeof(CustomResourceDefinition))]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(AdmissionReview))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
