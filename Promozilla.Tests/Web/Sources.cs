namespace Promozilla.Tests.Web;

internal static class Sources
{
    /// <summary>A folder of the repository, found from where the tests were built.</summary>
    public static string Folder(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Promozilla.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Promozilla.sln is above no folder of the tests.");
        }

        return Path.Combine(folder.FullName, name);
    }
}
