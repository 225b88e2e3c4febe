using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Preview;

/// <summary>The messages among the attributes of a span or log record: taken apart before keys decide, put back after masking.</summary>
internal static class Conversation
{
    /// <summary>The attributes after redaction.</summary>
    /// <param name="indexed">Whether messages may also be one to an attribute.</param>
    internal static IEnumerable<Field> Redact(RedactionRun run, List<Field> attributes, bool indexed)
    {
        if (!run.Redactor.Messages.Differ)
        {
            attributes.ForEach(run.Redact);
            return attributes;
        }

        var lists = MessageLists.Lists.Select(list => JudgedList.Of(list, run, attributes)).OfType<JudgedList>().ToList();
        var others = attributes.Where(field => !lists.Exists(list => list.Key == field.Key)).ToList();
        var spoken = indexed ? others.ConvertAll(field => Spoken(field, attributes)) : others;
        spoken.ForEach(run.Redact);
        lists.SelectMany(list => list.Fields).ToList().ForEach(run.Redact);
        return
        [
            .. spoken.Zip(others, (field, original) => new Field(original.Key, original.Place, field.Value) { HashedLength = field.HashedLength }),
            .. lists.Select(list => list.Finish(run)),
        ];
    }

    /// <summary>The content of an indexed message under a key that tells its role.</summary>
    private static Field Spoken(Field field, List<Field> attributes) =>
        IndexedKeys.RoleKey(field.Key) is { } key
        && attributes.Find(other => other.Key == key) is { Value: { } role }
        && AnyValue.Kind(role) == AnyValue.String
        && Roles.All.Any(one => one.Names.Contains(AnyValue.AsText(role)))
            ? new Field($"{Staging.Spoken}{AnyValue.AsText(role)}.{field.Key}", field.Place, field.Value)
            : field;
}
