using System.Text;
using LlmTracing.Cli.Commands;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        stopping.Cancel();
    });

using var input = Console.OpenStandardInput();
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
await using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
var terminal = !Console.IsOutputRedirected;
var context = new CliContext(input, output, error, Environment.GetEnvironmentVariable, terminal);
return await CommandLine.RunAsync(
    args, terminal && Console.WindowWidth > 0 ? context with { Columns = Console.WindowWidth } : context, stopping.Token);
