using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>One filter, one address: a form sends its empty fields along, and links from elsewhere their own order. They are led to the short form.</summary>
internal sealed class ShelfAddress(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Query.Count > 0 && ShelfFilter.At(request.Path) is { } page)
        {
            var language = Languages.Find(request.Query["lang"])?.Word;
            var address = ShelfFilter.Read(page, request.Query).Address();
            address = language is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";
            if (address != request.Path + request.QueryString.ToUriComponent())
            {
                context.Response.Redirect(address);
                return Task.CompletedTask;
            }
        }

        return next(context);
    }
}
