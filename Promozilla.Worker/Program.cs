using Promozilla.ServiceDefaults;
using Promozilla.Worker;
using Promozilla.Worker.CommandLine;

if (await WorkerCommand.RunsAsync(args, Console.Out, Console.Error)) return;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWorker();

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
