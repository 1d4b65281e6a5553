using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Promozilla.Web.Site;

/// <summary>Data-protection keys in the database: every replica reads the same cookies and links, and a restart signs nobody out.</summary>
internal sealed class KeyRing(NpgsqlDataSource source) : IXmlRepository
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

    /// <summary>
    /// Replicas that start at once on an empty table each make a key, and whoever doesn't know of the other's refuses its cookies for a day: the first one is
    /// everybody's. The framework reads the ring again after this.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var alone = new NpgsqlCommand("LOCK TABLE data_protection_keys IN SHARE ROW EXCLUSIVE MODE", connection);
        alone.ExecuteNonQuery();
        if (CreationOf(element) is { } now && GetAllElements().Any(key => CreationOf(key) > now.AddMinutes(-1)))
        {
            return;
        }

        using var insert = new NpgsqlCommand("INSERT INTO data_protection_keys (friendly_name, xml) VALUES ($1, $2)", connection)
        {
            Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        insert.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Null of what is no key, such as a revocation.</summary>
    private static DateTimeOffset? CreationOf(XElement element) =>
        element.Name == "key" ? (DateTimeOffset?)element.Element("creationDate") : null;
}
