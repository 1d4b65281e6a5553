using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pages;

/// <summary>Head, shop sign, aisles and foot around a page; says on every page that nothing here is for sale.</summary>
public static class PageFrame
{
    public static IResult Html(StoreProfile store, string baseUrl, string title, string head, string body)
    {
        var aisles = string.Concat(Aisle.Of(store).Select(a => $"<a href=\"{Href(store, baseUrl, a)}\">{Markup.Text(a.Name)}</a>\n"));
        return Results.Content(
            $$"""
            <!DOCTYPE html>
            <html lang="pt">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Markup.Text(title)}} | {{Markup.Text(store.Name)}}</title>
            <meta name="robots" content="noindex">
            {{head}}
            <style>:root{--accent:{{store.Accent}}}{{Css}}</style>
            </head>
            <body id="{{store.Prefix}}">
            <p class="demo">Loja de demonstração: dados de exemplo, nada aqui se vende.</p>
            <header><a class="sign" href="{{baseUrl}}/">{{Markup.Text(store.Name)}}</a><nav>{{aisles}}</nav></header>
            <main>
            {{body}}
            </main>
            <footer>{{Markup.Text(store.Name)}} · loja de demonstração com dados de exemplo</footer>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }

    public static string Href(StoreProfile store, string baseUrl, Aisle aisle) => store.Shape switch
    {
        "cstech" => $"{baseUrl}/collections/{aisle.Path}",
        "radio-popular" => $"{baseUrl}/categoria/{aisle.Path}",
        "press-start" => $"{baseUrl}{aisle.Path}/",
        _ => $"{baseUrl}{aisle.Path}",
    };

    private const string Css =
        """
        *{box-sizing:border-box}body{margin:0;font:16px/1.45 system-ui,sans-serif;color:#1d1d25;background:#f4f4f7}
        a{color:inherit;text-decoration:none}.demo{margin:0;padding:.35rem 1rem;background:#ffe08a;font-size:.85rem;text-align:center}
        header{background:var(--accent);color:#fff;padding:1rem;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline}
        .sign{font-size:1.5rem;font-weight:800}nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9rem}
        main{max-width:72rem;margin:0 auto;padding:1rem}footer{padding:2rem 1rem;text-align:center;color:#666;font-size:.85rem}
        .product_list,.shelf{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem}
        .product_list>li,.shelf>*{background:#fff;border-radius:.75rem;padding:.75rem;box-shadow:0 1px 3px #0002}
        img{display:block;max-width:100%;height:11rem;object-fit:contain;margin:0 auto .5rem}h3,h5{margin:.25rem 0;font-size:.95rem;font-weight:600}
        .gr-list-extra,.sr-only,.mobile meta,.product-tooltip,.d-md-none,.twin{display:none}.old-price,.regular-price,s{color:#777;text-decoration:line-through;font-size:.9rem}
        .price,.money{font-weight:800;font-size:1.15rem}.has-pvpr{text-decoration:none}.sale-label,.new-label,.product-flag,.flags-item,.promotion-number{display:inline-block;background:var(--accent);color:#fff;border-radius:1rem;padding:0 .6rem;font-size:.8rem}
        .out-of-stock{color:#a00}.available-now{color:#176b2c}.pagination{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;padding:1rem 0;justify-content:center}
        .pagination li{background:#fff;border-radius:.4rem;padding:.2rem .6rem}.pagination .active,.pagination .current{background:var(--accent);color:#fff}
        .buy,.btn{display:inline-block;border:0;border-radius:.5rem;background:var(--accent);color:#fff;padding:.35rem .8rem;font:inherit;font-size:.9rem}.disabled{opacity:.45}
        .sheet{display:grid;grid-template-columns:minmax(14rem,24rem) 1fr;gap:2rem;background:#fff;border-radius:1rem;padding:1.5rem}.sheet img{height:auto;border-radius:.5rem}
        .coupon,.price-promocode-bar{border:2px dashed var(--accent);border-radius:.5rem;padding:.5rem .75rem;margin:.75rem 0;font-size:.9rem}
        ul.product-flags{list-style:none;margin:0 0 .4rem;padding:0}@media(max-width:40rem){.sheet{grid-template-columns:1fr}}
        """;
}
