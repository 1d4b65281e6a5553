namespace Promozilla.AppHost.Servers;

/// <summary>Where the clone stands, seen from a program that was built in it.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Promozilla.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Promozilla.sln above {AppContext.BaseDirectory}.");
    }
}
