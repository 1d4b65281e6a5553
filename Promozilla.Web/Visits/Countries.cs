using System.Net;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Visits;

/// <summary>Says which country an address is in, by the operator's own file; a newer one put in its place is taken up by itself.</summary>
internal sealed partial class Countries(IOptions<VisitOptions> options, ILogger<Countries> logger)
{
    private const long Largest = 256 << 20;

    private volatile CountryFile? file;
    private DateTime? tried;

    public string? Of(IPAddress? address)
    {
        try
        {
            return address is null ? null : file?.CountryOf(address);
        }
        catch (InvalidDataException)
        {
            // A damaged spot of the file: of this address nothing is known.
            return null;
        }
    }

    public void Refresh()
    {
        if (options.Value.CountryFile is not { Length: > 0 } path)
        {
            return;
        }

        var found = new FileInfo(path);
        var written = found.Exists ? found.LastWriteTimeUtc : default;
        if (written == tried)
        {
            return;
        }

        try
        {
            tried = written;
            file = found.Length <= Largest ? new CountryFile(File.ReadAllBytes(found.FullName)) : throw new InvalidDataException("It is too large.");
            Log.Read(logger, found.FullName);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Unreadable(logger, found.FullName, wrong.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Countries are told by {File}")]
        public static partial void Read(ILogger logger, string file);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Visits:CountryFile {File} can't be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string file, string reason);
    }
}
