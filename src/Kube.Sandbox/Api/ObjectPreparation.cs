namespace Kube.Sandbox.Api;

/// <summary>From what a client sent to what may be stored: type, unknown fields, defaults, validity.</summary>
internal static class ObjectPreparation
{
    /// <summary>Checks that the body is of the requested kind, and prunes what the schema does not know.</summary>
    public static void Decode(RequestTarget target, JsonObject value, WriteOptions options)
    {
        var resource = target.Resource;
        if (resource.Custom is not null && (value.Text("kind") is null or "" || value.Text("apiVersion") is null or ""))
        {
            throw ApiException.BadRequest(
                $"the object provided is unrecognized (must be of type {resource.Kind}): Object 'Kind' is missing");
        }

        value["apiVersion"] ??= resource.ApiVersion;
        value["kind"] ??= resource.Kind;
        if (value.Text("apiVersion") != resource.ApiVersion)
        {
            throw ApiException.BadRequest(
                $"the API version in the data ({value.Text("apiVersion")}) does not match "
                + $"the expected API version ({resource.ApiVersion})");
        }

        CheckPlace(target, value);
        ObjectMetadata.DropEmpty(value);
        CheckTypes(resource, value);
        Report(resource, UnknownFields.PruneResource(resource.Schema, value), options);
    }

    /// <summary>
    /// An applied configuration is typed: what the schema does not know can't be owned, and is an error whatever the validation.
    /// </summary>
    public static void RefuseUnknown(RequestTarget target, JsonObject value)
    {
        var unknown = UnknownFields.PruneResource(target.Resource.Schema, value.Copy());
        if (unknown.Count > 0)
        {
            var words = unknown.Select(path => $".{path}: field not declared in schema").ToList();
            var text = words.Count == 1 ? words[0] : $"errors:\n  {string.Join("\n  ", words)}";
            throw ApiException.Of(
                500, "",
                $"failed to create typed patch object ({value.Text("metadata", "namespace")}/{target.Name}; "
                + $"{target.Resource.ApiVersion}, Kind={target.Resource.Kind}): {text}");
        }
    }

    public static void ApplyDefaults(ResourceDefinition resource, JsonObject value)
    {
        if (resource.Custom is null)
        {
            SchemaDefaults.Apply(resource.Schema, value);
            resource.Complete(value);
        }

        resource.Custom?.ApplyDefaults(value);
    }

    public static void Validate(ResourceDefinition resource, JsonObject value, JsonObject? old)
    {
        List<FieldError> errors = [.. MetadataChecks.Check(resource, value, old)];
        if (resource.Custom is not null)
        {
            if (value.Text("kind") != resource.Kind)
            {
                errors.Add(FieldError.Invalid("kind", value["kind"], $"must be {resource.Kind}"));
            }

            errors = [.. resource.Custom.Validate(value, old, errors)];
        }
        else
        {
            errors.AddRange(resource.Check(value, old));
        }

        if (errors.Count > 0)
        {
            throw ApiException.Invalid(resource.Group, value.Text("kind") ?? resource.Kind, value.Text("metadata", "name") ?? "", errors);
        }
    }

    /// <summary>The real server decodes built-in kinds into structs: a wrong type is a bad request there, not an invalid object.</summary>
    private static void CheckTypes(ResourceDefinition resource, JsonObject value)
    {
        var faults = resource.Custom is null ? SchemaValidator.Validate(resource.Schema, value) : [];
        if (faults.FirstOrDefault(fault => fault.Reason == "FieldValueTypeInvalid") is { } fault)
        {
            throw Unreadable(resource, fault.ToString());
        }
    }

    private static ApiException Unreadable(ResourceDefinition resource, string why) =>
        ApiException.BadRequest($"{resource.Kind} in version \"{resource.Version}\" cannot be handled as a {resource.Kind}: {why}");

    private static void CheckPlace(RequestTarget target, JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        var @namespace = metadata.Text("namespace") ?? "";
        if (target.Resource.Namespaced && @namespace.Length > 0 && @namespace != target.Namespace)
        {
            throw ApiException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (!target.Resource.Namespaced)
        {
            metadata.Remove("namespace");
        }

        var name = metadata.Text("name") ?? "";
        if (target.Name.Length > 0 && name.Length > 0 && name != target.Name)
        {
            throw ApiException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Name})");
        }
    }

    private static void Report(ResourceDefinition resource, IReadOnlyList<string> unknown, WriteOptions options)
    {
        var words = unknown.Select(path => $"unknown field \"{path}\"").ToList();
        if (words.Count > 0 && options.Validation == FieldValidation.Strict)
        {
            throw Unreadable(resource, $"strict decoding error: {string.Join(", ", words)}");
        }

        if (options.Validation == FieldValidation.Warn)
        {
            options.Warnings.AddRange(words);
        }
    }
}
