namespace Kube.Sandbox.Http;

/// <summary>The verbs of objects, collections and status.</summary>
internal sealed class ResourceEndpoint(
    ObjectReader reader, ObjectWriter writer, ObjectRemover remover, WatchEndpoint watches, TimeProvider clock)
{
    public Task ServeAsync(HttpContext context, RequestTarget target, CancellationToken stopping)
    {
        if (target.Subresource.Length > 0 && !(target.IsStatus && target.Resource.HasStatus))
        {
            throw ApiException.Of(404, "NotFound", "the server could not find the requested resource", []);
        }

        var collection = target.Name.Length == 0;
        return (context.Request.Method, collection) switch
        {
            ("GET", _) when context.Request.Has("watch") => watches.ServeAsync(context, target, stopping),
            ("GET", true) => ListAsync(context, target),
            ("GET", false) => Answer.JsonAsync(context, 200, Form(context, target).One(reader.Get(target))),
            ("POST", true) => CreateAsync(context, target),
            ("PUT", false) => ReplaceAsync(context, target),
            ("PATCH", false) => PatchAsync(context, target),
            ("DELETE", false) => DeleteAsync(context, target),
            _ => throw ApiException.NotAllowed(),
        };
    }

    private Representation Form(HttpContext context, RequestTarget target) =>
        Representation.For(context.Request, target.Resource, clock.GetUtcNow());

    private Task ListAsync(HttpContext context, RequestTarget target) =>
        Answer.JsonAsync(context, 200, Form(context, target)
            .List(reader.List(target, context.Request.Selector(target), context.Request.Version())));

    private async Task CreateAsync(HttpContext context, RequestTarget target)
    {
        var options = context.Request.WriteOptions();
        if (target.Resource.Namespaced && target.Namespace.Length == 0)
        {
            throw ApiException.NotAllowed();
        }

        var body = await RequestBody.ReadObjectAsync(context.Request);
        var result = await writer.CreateAsync(target, body, options, context.RequestAborted);
        Answer.Warn(context, options.Warnings);
        await Answer.JsonAsync(context, 201, Form(context, target).One(result));
    }

    private async Task ReplaceAsync(HttpContext context, RequestTarget target)
    {
        var options = context.Request.WriteOptions();
        var body = await RequestBody.ReadObjectAsync(context.Request);
        ObjectPreparation.Decode(target with { Subresource = "" }, body, options);
        if (target.Resource.Custom is not null && string.IsNullOrEmpty(body.Text("metadata", "resourceVersion")))
        {
            reader.Get(target);
            throw ApiException.Invalid(
                target.Resource.Group, target.Resource.Plural, target.Name,
                [FieldError.InvalidText("metadata.resourceVersion", "0", "must be specified for an update")]);
        }

        var result = await writer.UpdateAsync(target, _ =>
            body.Copy(), options with { Validation = FieldValidation.Ignore }, context.RequestAborted);
        Answer.Warn(context, options.Warnings);
        await Answer.JsonAsync(context, 200, Form(context, target).One(result));
    }

    private async Task PatchAsync(HttpContext context, RequestTarget target)
    {
        var options = context.Request.WriteOptions();
        var (request, end) = (context.Request, context.RequestAborted);
        var (result, created) = PatchBody.IsApply(request)
            ? await writer.ApplyAsync(target, await PatchBody.ReadApplyAsync(request, target), options, end)
            : (await writer.UpdateAsync(target, await PatchBody.ReadAsync(request, target), options, end), false);
        Answer.Warn(context, options.Warnings);
        await Answer.JsonAsync(context, created ? 201 : 200, Form(context, target).One(result));
    }

    private async Task DeleteAsync(HttpContext context, RequestTarget target)
    {
        var request = await RequestBody.ReadDeleteAsync(context.Request);
        var (remaining, last) = remover.Delete(target, request);
        var answer = remaining is not null ? Form(context, target).One(remaining)
            : target.Resource.Storage is "pods" or "services" or "serviceaccounts" ? target.Resource.Show(last.Value)
            : Success(target, last.Uid);
        await Answer.JsonAsync(context, 200, answer);
    }

    private static JsonObject Success(RequestTarget target, string uid)
    {
        var details = new JsonObject { ["name"] = target.Name, ["group"] = target.Resource.Group, ["kind"] = target.Resource.Plural,
            ["uid"] = uid };
        if (target.Resource.Group.Length == 0)
        {
            details.Remove("group");
        }

        return new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details,
        };
    }
}
