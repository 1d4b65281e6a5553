using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Site;

/// <summary>Data-protection keys in the database: every replica reads the same cookies and links, and a restart signs nobody out.</summary>
internal sealed class KeyRing(NpgsqlDataSource source, IDbContextFactory<PromozillaDbContext> database) : IXmlRepository
{
    /// <summary>Straight from the connection: the framework reads the keys before the site listens, and EF's tries would hold it up for minutes where there is no database yet.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.CreateCommand("SELECT xml FROM data_protection_keys");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = database.CreateDbContext();
        db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
