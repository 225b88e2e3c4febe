namespace LlmTracing.Compiler.Plan;

/// <summary>What is staged of a list of messages while it is judged.</summary>
public enum ListPart
{
    /// <summary>The list itself.</summary>
    List,

    /// <summary>Who speaks in each message: known words, which no detector looks at.</summary>
    Speakers,

    /// <summary>JSON text of the list, in which kept messages are empty.</summary>
    Masked,

    /// <summary>The same with the kept messages alone.</summary>
    Kept,

    /// <summary>The kept messages as a list.</summary>
    KeptList,

    /// <summary>The attribute that holds the list; no detector looks at it.</summary>
    Key,

    /// <summary>Flag: the attribute is text.</summary>
    Text,
}
