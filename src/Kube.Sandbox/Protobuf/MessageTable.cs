using System.Collections.Frozen;
using System.Globalization;

namespace Kube.Sandbox.Protobuf;

/// <summary>One field of a message.</summary>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>flag</c>, <c>bytes</c>, <c>skip</c>, or the name of a message.</param>
/// <param name="Keep">Whether a zero counts: true for what is a pointer in the typed server.</param>
internal sealed record MessageField(string Name, string Type, bool Repeated, bool Map, bool Keep);

/// <summary>
/// The messages that <c>kubectl create</c> and <c>kubectl run</c> write, field by number. Notation: <c>number:name:type</c> with
/// <c>[]</c> for a list, <c>{}</c> for a map from text, <c>*</c> for a pointer; text when no type is given.
/// </summary>
internal static class MessageTable
{
    private static readonly FrozenDictionary<string, FrozenDictionary<int, MessageField>> Messages = new Dictionary<string, string>
    {
        ["ObjectMeta"] = "1:name 2:generateName 3:namespace 4:selfLink 5:uid 6:resourceVersion 7:generation:number 8:creationTimestamp:skip 11:labels:{}text 12:annotations:{}text 14:finalizers:[]text",
        ["Namespace"] = "1:metadata:ObjectMeta 2:spec:skip 3:status:skip",
        ["ConfigMap"] = "1:metadata:ObjectMeta 2:data:{}text 3:binaryData:{}bytes 4:immutable:*flag",
        ["Secret"] = "1:metadata:ObjectMeta 2:data:{}bytes 3:type 4:stringData:{}text 5:immutable:*flag",
        ["ServiceAccount"] = "1:metadata:ObjectMeta 4:automountServiceAccountToken:*flag",
        ["Pod"] = "1:metadata:ObjectMeta 2:spec:PodSpec 3:status:skip",
        ["Deployment"] = "1:metadata:ObjectMeta 2:spec:DeploymentSpec 3:status:skip",
        ["DeploymentSpec"] = "1:replicas:*number 2:selector:LabelSelector 3:template:PodTemplateSpec 4:strategy:DeploymentStrategy 5:minReadySeconds:number 6:revisionHistoryLimit:*number 7:paused:flag 9:progressDeadlineSeconds:*number",
        ["DeploymentStrategy"] = "1:type",
        ["LabelSelector"] = "1:matchLabels:{}text",
        ["PodTemplateSpec"] = "1:metadata:ObjectMeta 2:spec:PodSpec",
        ["PodSpec"] = "2:containers:[]Container 3:restartPolicy 4:terminationGracePeriodSeconds:*number 5:activeDeadlineSeconds:*number 6:dnsPolicy 7:nodeSelector:{}text 8:serviceAccountName 9:serviceAccount 10:nodeName 11:hostNetwork:flag 12:hostPID:flag 13:hostIPC:flag 16:hostname 17:subdomain 19:schedulerName 20:initContainers:[]Container 21:automountServiceAccountToken:*flag 24:priorityClassName 30:enableServiceLinks:*flag",
        ["Container"] = "1:name 2:image 3:command:[]text 4:args:[]text 5:workingDir 6:ports:[]ContainerPort 7:env:[]EnvVar 13:terminationMessagePath 14:imagePullPolicy 16:stdin:flag 17:stdinOnce:flag 18:tty:flag 20:terminationMessagePolicy",
        ["ContainerPort"] = "1:name 2:hostPort:number 3:containerPort:number 4:protocol 5:hostIP",
        ["EnvVar"] = "1:name 2:value",
        ["Role"] = "1:metadata:ObjectMeta 2:rules:[]PolicyRule",
        ["ClusterRole"] = "1:metadata:ObjectMeta 2:rules:[]PolicyRule",
        ["PolicyRule"] = "1:verbs:[]text 2:apiGroups:[]text 3:resources:[]text 4:resourceNames:[]text 5:nonResourceURLs:[]text",
        ["Service"] = "1:metadata:ObjectMeta 2:spec:ServiceSpec 3:status:skip",
        ["ServiceSpec"] = "1:ports:[]ServicePort 2:selector:{}text 3:clusterIP 4:type 5:externalIPs:[]text 7:sessionAffinity 8:loadBalancerIP 10:externalName 11:externalTrafficPolicy 12:healthCheckNodePort:number 13:publishNotReadyAddresses:flag 18:clusterIPs:[]text",
        ["ServicePort"] = "1:name 2:protocol 3:port:number 4:targetPort:IntOrString 5:nodePort:number",
    }.ToFrozenDictionary(pair => pair.Key, pair => Parse(pair.Value), StringComparer.Ordinal);

    /// <returns>Null for a message that is not known.</returns>
    public static FrozenDictionary<int, MessageField>? Find(string message) => Messages.GetValueOrDefault(message);

    private static FrozenDictionary<int, MessageField> Parse(string text) =>
        text.Split(' ').Select(field => field.Split(':')).ToFrozenDictionary(
            field => int.Parse(field[0], CultureInfo.InvariantCulture),
            field => Read(field[1], field.Length > 2 ? field[2] : "text"));

    private static MessageField Read(string name, string type) => new(
        name, type.TrimStart('[', ']', '{', '}', '*'), type.StartsWith('['), type.StartsWith('{'), type.StartsWith('*'));
}
