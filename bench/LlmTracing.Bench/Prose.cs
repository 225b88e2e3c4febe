using System.Collections.Immutable;
using System.Text;

namespace LlmTracing.Bench;

/// <summary>Endless text as people send it to a model: sentences, figures, dates, addresses of pages, code, lists; the same every
/// time.</summary>
/// <param name="findings">Whether one of <see cref="Planted"/> follows about each kilobyte.</param>
internal sealed class Prose(bool findings)
{
    private const int Apart = 1000;

    private static readonly ImmutableArray<string> Sentences =
    [
        "The customer ordered 3 lamps on 2026-03-14 and paid 249.90 EUR; order 48213 left our warehouse in Ghent two days later. ",
        "Please summarise the conversation below in five sentences, keep every number, and say what is still open.\n",
        "According to https://docs.example.com/returns/v2.1?lang=en#when the item may be sent back within 30 days: see section 4.2. ",
        "She said: \"It stopped working after the update to 12.4.1, at 09:45 on Monday, although nothing else had changed.\"\n",
        "- Refund: 79 %, replacement: 18 %, none: 3 % (n = 1204, Q3 2025)\n- Mean time to answer: 4 h 12 min\n",
        "```python\ndef total(items):\n    return sum(item[\"price\"] * item.get(\"count\", 1) for item in items if "
            + "item[\"price\"] > 0)\n```\n",
        "Größe und Gewicht stehen auf der Rückseite; für Rückfragen ist die Hotline täglich von 8 bis 20 Uhr besetzt. ",
        "The API answers {\"status\": \"shipped\", \"max_tokens\": 4096, \"id\": \"c-17\"} once the parcel was scanned by the carrier. ",
        "If the password was forgotten, send the link that sets a new one; never ask for the old one, and do not repeat a "
            + "token or a secret. ",
        "PLEASE NOTE: offers of the SPRING SALE end on 31 March, and prices include VAT in all EU countries. ",
    ];

    private int sentence;
    private int plant;
    private int since;

    /// <summary>Each of another kind; fakes that belong to nobody.</summary>
    public static ImmutableArray<string> Planted { get; } =
    [
        "jane.doe@mail.example",
        "+44 20 7946 0958",
        "GB82 WEST 1234 5698 7654 32",
        "4111 1111 1111 1111",
        $"sk-proj-{new string('a', 40)}",
        "203.0.113.7",
        $"Bearer {new string('b', 32)}",
        "123-45-6789",
        "password=correct-horse",
    ];

    /// <summary>At least so many characters, ending with a sentence.</summary>
    public string Take(int characters)
    {
        var text = new StringBuilder();
        while (text.Length < characters)
        {
            var next = Sentences[sentence++ % Sentences.Length];
            text.Append(next);
            since += next.Length;
            if (findings && since >= Apart)
            {
                since = 0;
                text.Append("It is ").Append(Planted[plant++ % Planted.Length]).Append(" as far as we know. ");
            }
        }

        return text.ToString();
    }
}
