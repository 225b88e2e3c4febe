using System.Reflection;

using Kube.Model;

namespace Kube.Runtime.Tests;

/// <summary>The library's objects can be changed by whoever holds them, so no cache may hand them out.</summary>
public sealed class CachedValuesTests
{
    [Fact]
    public void No_object_of_the_library_fits_into_a_cache() =>
        typeof(k8s.Models.V1Pod).Assembly.GetTypes().Where(typeof(IKubeObject).IsAssignableFrom).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(Informer<>))]
    [InlineData(typeof(Store<>))]
    [InlineData(typeof(Reflector<>))]
    [InlineData(typeof(WatchEvent<>))]
    public void What_caches_takes_our_records_only(Type cache) =>
        cache.GetGenericArguments().Single().GetGenericParameterConstraints().ShouldContain(typeof(IKubeObject));

    [Theory]
    [InlineData(typeof(ObjectMetadata))]
    [InlineData(typeof(PublishedBundles))]
    public void What_is_cached_cannot_be_changed(Type type) => Changeable(type, []).ShouldBeEmpty();

    /// <summary>Every property behind <paramref name="type"/> that can be set after construction, or that holds a collection which can be
    /// changed.</summary>
    private static IEnumerable<string> Changeable(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.Assembly == typeof(object).Assembly)
        {
            return [];
        }

        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public).SelectMany(property =>
        {
            var values = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments() : [property.PropertyType];
            var own = IsOpen(property) ? [$"{type.Name}.{property.Name}"] : Array.Empty<string>();
            return own.Concat(values.SelectMany(value => Changeable(value, seen)));
        });
    }

    private static bool IsOpen(PropertyInfo property) =>
        property.PropertyType.IsArray
        || (typeof(System.Collections.IList).IsAssignableFrom(property.PropertyType)
            && !property.PropertyType.Name.StartsWith("Immutable", StringComparison.Ordinal))
        || (property.SetMethod is { } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
}
