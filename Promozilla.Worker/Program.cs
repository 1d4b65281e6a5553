using Promozilla.ServiceDefaults;
using Promozilla.Worker;
using Promozilla.Worker.CommandLine;

return await WorkerCommand.RunsAsync(args, Console.Out, Console.Error)
    ? Environment.ExitCode
    : await Service.RunAsync(args, builder => builder.AddWorker());
