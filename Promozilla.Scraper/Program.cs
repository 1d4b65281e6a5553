using Promozilla.Scraper.CommandLine;

switch (args)
{
    case ["price", .. var rest]: return await PriceCommand.RunAsync(rest, Console.In, Console.Out, Console.Error);
    case ["read", .. var rest]: return await ReadCommand.RunAsync(rest, Console.OpenStandardInput(), Console.Out, Console.Error);
    case ["classify", .. var rest]: return await ClassifyCommand.RunAsync(rest, Console.In, Console.Out, Console.Error);
}

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
return 0;
