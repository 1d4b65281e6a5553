using System.Globalization;
using System.Text;
using System.Xml;

namespace Promozilla.Web.Feeds;

/// <summary>An Atom feed (RFC 4287).</summary>
/// <param name="Id">Never changes (RFC 4151).</param>
public sealed record AtomFeed(string Id, string Title, Uri Self, Uri Page, DateTimeOffset Updated, IReadOnlyList<AtomEntry> Entries)
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public byte[] Write(string language)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, language);
            Named(xml, Id, Title, Updated);
            Link(xml, "self", Self, "application/atom+xml");
            Link(xml, "alternate", Page, "text/html");
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "Promozilla");
            xml.WriteEndElement();
            foreach (var entry in Entries)
            {
                xml.WriteStartElement("entry", Atom);
                Named(xml, entry.Id, entry.Title, entry.Updated);
                Link(xml, "alternate", entry.Page, "text/html");
                xml.WriteElementString("summary", Atom, entry.Summary);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Named(XmlWriter xml, string id, string title, DateTimeOffset updated)
    {
        xml.WriteElementString("id", Atom, id);
        xml.WriteElementString("title", Atom, title);
        xml.WriteElementString("updated", Atom, updated.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    private static void Link(XmlWriter xml, string relation, Uri address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }
}

/// <param name="Id">Never changes and is of this entry alone (RFC 4151).</param>
public sealed record AtomEntry(string Id, string Title, DateTimeOffset Updated, Uri Page, string Summary);
