using Kube.Runtime.Tests;
using Kube.Testing.Control;

[assembly: AssemblyFixture(typeof(TestPlane))]

namespace Kube.Runtime.Tests;

/// <summary>The control plane that the tests of this assembly share.</summary>
public sealed class TestPlane() : SharedControlPlane(new ControlPlaneOptions());
