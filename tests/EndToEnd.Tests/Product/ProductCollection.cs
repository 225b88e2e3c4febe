namespace EndToEnd.Tests.Product;

/// <summary>Tests that look at what the one backend receives: one after the other.</summary>
[CollectionDefinition]
public sealed class ProductCollection;

/// <summary>Tests that look at the whole run: after all others.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeRunCollection;
