using System.Collections.Immutable;
using Kube.Model;
using Kube.Runtime;

namespace LlmTracing.Operator.Hosting;

/// <summary>Transitions as Events of an object.</summary>
internal static class TransitionEvents
{
    public static void Record(this EventRecorder events, ResourceType type, ObjectMeta about, ImmutableArray<Transition> transitions)
    {
        foreach (var transition in transitions)
        {
            events.Record(type, about, transition.Type, transition.Reason, "Reconcile", transition.Note);
        }
    }
}
