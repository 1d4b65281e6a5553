using System.Text.Json.Nodes;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Lab;

/// <summary>A shop with one shelf of plain HTML, and its pages.</summary>
internal static class ListDefinition
{
    public static JsonObject For(LoopbackShop shop) => JsonNode.Parse($$"""
        {
          "key": "loja", "name": "Loja", "market": "PT", "culture": "pt-PT", "currency": "EUR",
          "baseUrl": "{{shop.Url().GetLeftPart(UriPartial.Authority)}}", "hosts": ["{{shop.Host}}"],
          "politeness": { "delaySeconds": 0, "jitterSeconds": 0, "maxRequests": 10 },
          "categories": [{ "name": "jogos", "kind": "game", "path": "/jogos" }],
          "paging": { "kind": "none" },
          "items": { "kind": "html", "css": "li.jogo" },
          "fields": {
            "name": [{ "css": "b" }],
            "url": [{ "css": "a", "attribute": "href" }],
            "price": [{ "css": ".preco" }],
            "id": [{ "css": "a", "attribute": "data-id" }]
          }
        }
        """)!.AsObject();

    public static string Page(params (int Id, string Name, string Price)[] items) =>
        $"<html><body><ul>{string.Concat(items.Select(item => $"""<li class="jogo"><a href="/p/{item.Id}" data-id="{item.Id}"><b>{item.Name}</b></a> <span class="preco">{item.Price}</span></li>"""))}</ul></body></html>";
}
