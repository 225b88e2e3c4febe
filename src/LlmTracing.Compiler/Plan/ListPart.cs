namespace LlmTracing.Compiler.Plan;

/// <summary>The parts of a list of messages that are staged while it is judged.</summary>
public enum ListPart
{
    /// <summary>The list itself.</summary>
    List,

    /// <summary>The speaker of each message: known words that no detector searches.</summary>
    Speakers,

    /// <summary>JSON text of the list, with kept messages left empty.</summary>
    Masked,

    /// <summary>JSON text of the kept messages only.</summary>
    Kept,

    /// <summary>The kept messages as a list.</summary>
    KeptList,

    /// <summary>Key of the attribute that holds the list; no detector searches it.</summary>
    Key,

    /// <summary>Flag: the attribute is text.</summary>
    Text,
}
