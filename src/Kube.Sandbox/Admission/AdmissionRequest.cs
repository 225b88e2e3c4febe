using System.Text.Json.Nodes;
using Kube.Sandbox.Api;

namespace Kube.Sandbox.Admission;

/// <summary>A write on its way to the store.</summary>
/// <param name="Operation"><c>CREATE</c> or <c>UPDATE</c>.</param>
internal sealed record AdmissionRequest(string Operation, RequestTarget Target, JsonObject Value, JsonObject? Old, WriteOptions Options);
