using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LlmTracing.Compiler.Patterns;

/// <summary>Classes by name.</summary>
internal static class Re2Names
{
    private static readonly FrozenDictionary<string, Re2Set> PosixClasses = new Dictionary<string, string>
    {
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\x7F",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\x1F\x7F\x7F",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZaz__",
        ["xdigit"] = "09AFaf",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Chunk(2).Aggregate(Re2Set.None, (set, ends) => set.With(Re2Set.Of(ends[0], ends[1]))));

    private static readonly FrozenSet<string> Categories = FrozenSet.ToFrozenSet(
        "C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".Split(' '));

    private static readonly FrozenSet<string> Scripts = FrozenSet.ToFrozenSet(
        """
        Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi
        Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform
        Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic
        Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew
        Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi
        Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian
        Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive
        Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu
        Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian
        Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician
        Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo
        Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan
        Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static readonly ConcurrentDictionary<(string Name, bool Folded), Re2Set> Computed = new();

    /// <summary>ASCII class such as <c>alpha</c>; null when not known.</summary>
    internal static Re2Set? Posix(string name) => PosixClasses.GetValueOrDefault(name);

    /// <summary>Category or script; null when not known.</summary>
    /// <param name="folded">With every code point that differs only in case.</param>
    internal static Re2Set? Unicode(string name, bool folded) =>
        name == "Any" ? Re2Set.All
        : Categories.Contains(name) ? Computed.GetOrAdd((name, folded), key => key.Folded ? Unicode(key.Name, folded: false)!.Folded() : Category(key.Name))
        : Scripts.Contains(name) ? Re2Set.None with { Unsupported = $"The script '{name}' has no .NET equivalent." }
        : null;

    internal static bool IsUnicode(string name) => name == "Any" || Categories.Contains(name) || Scripts.Contains(name);

    private static Re2Set Category(string name)
    {
        var named = Enum.GetValues<UnicodeCategory>().Where(category => Abbreviation(category).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
        var ranges = new List<(int Low, int High)>();
        for (var rune = 0; rune <= Re2Set.Last; rune++)
        {
            var isIn = named.Contains(CharUnicodeInfo.GetUnicodeCategory(rune));
            if (isIn && ranges.Count > 0 && ranges[^1].High == rune - 1)
            {
                ranges[^1] = (ranges[^1].Low, rune);
            }
            else if (isIn)
            {
                ranges.Add((rune, rune));
            }
        }

        return new([.. ranges]);
    }

    private static string Abbreviation(UnicodeCategory category) =>
        "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSo--".Substring((int)category * 2, 2);
}
