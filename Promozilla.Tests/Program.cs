using Promozilla.Tests.EndToEnd;
using Promozilla.Tests.ServiceDefaults.Settings;

// `dotnet test` brings its own program; this one is for `./promozilla smoke` and `./promozilla settings`.
switch (args)
{
    case ["smoke"]:
        return await Smoke.RunAsync();
    case ["settings", var file]:
        await File.WriteAllTextAsync(file, SettingsTable.Renew(await File.ReadAllTextAsync(file)));
        return 0;
    default:
        Console.Error.WriteLine("usage: smoke | settings FILE");
        return 2;
}
