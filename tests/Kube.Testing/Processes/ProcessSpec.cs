using System.Collections.Immutable;
using System.Diagnostics;

namespace Kube.Testing.Processes;

/// <summary>What to start. <c>Environment</c> is the whole environment of the child, apart from <c>PATH</c> and <c>HOME</c>.</summary>
public sealed record ProcessSpec(string File, ImmutableArray<string> Arguments)
{
    /// <summary>Name in messages.</summary>
    public string Name { get; init; } = Path.GetFileName(File);

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? WorkingDirectory { get; init; }

    /// <summary>Takes the output; give one to keep it over several starts.</summary>
    public Output Output { get; init; } = new(capacity: 5000);

    internal ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo
        {
            WorkingDirectory = WorkingDirectory ?? "",
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (Tools.OnPath("setpriv") is { } setpriv)
        {
            info.FileName = setpriv;
            info.ArgumentList.Add("--pdeathsig");
            info.ArgumentList.Add("KILL");
            info.ArgumentList.Add("--");
            info.ArgumentList.Add(File);
        }
        else
        {
            info.FileName = File;
        }

        foreach (var argument in Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        Restrict(info.Environment);
        return info;
    }

    private void Restrict(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name is not ("PATH" or "HOME")).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            environment[name] = value;
        }
    }
}
