using Promozilla.Bench;

if (args is not ["reading"])
{
    await Console.Error.WriteLineAsync("usage: Promozilla.Bench reading");
    return 2;
}

ReadingBenchmark.Run(Console.Out);
return 0;
