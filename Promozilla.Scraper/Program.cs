using Promozilla.Messaging;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.CommandLine;
using Promozilla.Scraper.Errors;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Lab;
using Promozilla.Scraper.ProductPages;
using Promozilla.Scraper.Thumbnails;
using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Errors;

switch (args)
{
    case ["price", .. var rest]: return await PriceCommand.RunAsync(rest, Console.In, Console.Out, Console.Error);
    case ["read", .. var rest]: return await ReadCommand.RunAsync(rest, Console.OpenStandardInput(), Console.Out, Console.Error);
    case ["classify", .. var rest]: return await ClassifyCommand.RunAsync(rest, Console.In, Console.Out, Console.Error);
    case ["same", .. var rest]: return await SameCommand.RunAsync(rest, Console.In, Console.Out, Console.Error);
    case [LabChild.Argument]: return await LabChild.RunAsync();
    case ["robots", .. var rest]: return await RobotsCommand.RunAsync(rest, Console.Out, Console.Error);
}

return await Service.RunAsync(args, builder =>
{
    builder.AddCache();
    builder.AddRabbitMqMessaging(ResourceNames.Messaging);
    builder.Services.AddSingleton<IErrorSink, PublishedErrors>();
    builder.Services.AddFetching();
    builder.Services.AddThumbnails();
    builder.Services.AddPageArchive();
    builder.Services.AddLab();
    builder.Services.AddCategories();
    builder.Services.AddProductPages();
}, app => app.MapLab());
