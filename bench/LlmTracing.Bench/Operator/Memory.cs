using System.Globalization;

namespace LlmTracing.Bench.Operator;

/// <summary>Resident memory of a process as the kernel counts it, in MiB: now, its anonymous and its file-backed part, and the most that it
/// was.</summary>
internal readonly record struct Memory(double Resident, double Anonymous, double File, double Peak)
{
    public static Memory Of(int process)
    {
        var lines = System.IO.File.ReadAllLines($"/proc/{process}/status");
        return new Memory(Field("VmRSS:"), Field("RssAnon:"), Field("RssFile:"), Field("VmHWM:"));

        double Field(string name) => long.Parse(
            lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture) / 1024.0;
    }
}
