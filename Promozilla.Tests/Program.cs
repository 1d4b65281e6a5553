using Promozilla.Tests.EndToEnd;

// `dotnet test` brings its own program; this one is for `./promozilla smoke`.
if (args is ["smoke"])
{
    return await Smoke.RunAsync();
}

Console.Error.WriteLine("usage: smoke");
return 2;
