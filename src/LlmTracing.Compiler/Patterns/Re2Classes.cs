namespace LlmTracing.Compiler.Patterns;

internal ref partial struct Re2Parser
{
    private Re2Set Class()
    {
        at++;
        var negated = Take('^');
        var set = Re2Set.None;
        for (var first = true; first || !Here(']'); first = false)
        {
            set = set.With(Item());
        }

        at++;
        return negated ? set.Negated() : set;
    }

    private Re2Set Item() => Named() ?? ClassEscape() ?? Range();

    private Re2Set? Named()
    {
        var end = Here("[:") ? pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return null;
        }

        var name = pattern[(at + 2)..end];
        at = end + 2;
        var negated = name.StartsWith('^');
        var set = Re2Names.Posix(negated ? name[1..] : name) ?? throw new Re2Exception($"The class '[:{name}:]' is not known.");
        set = Cased(set);
        return negated ? set.Negated() : set;
    }

    private Re2Set Range()
    {
        var start = at;
        var low = ClassCharacter();
        var high = low;
        if (Here('-') && at + 1 < pattern.Length && pattern[at + 1] != ']')
        {
            at++;
            high = ClassCharacter();
        }

        if (high < low)
        {
            throw new Re2Exception($"The range '{pattern[start..at]}' runs backwards.");
        }

        return Cased(Re2Set.Of(low, high));
    }

    private readonly Re2Set Cased(Re2Set set) => translates && flags.HasFlag(Re2Flags.IgnoreCase) ? set.Folded() : set;

    private int ClassCharacter() =>
        at >= pattern.Length ? throw new Re2Exception("A '[' is not closed.")
        : pattern[at] == '\\' ? Character()
        : Next();
}
