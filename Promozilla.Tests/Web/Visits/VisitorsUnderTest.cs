using System.Net;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Products;
using Promozilla.Web.Visits;

namespace Promozilla.Tests.Web.Visits;

/// <summary>Requests as they come from Kestrel, and what is counted of them, at whatever time a test says.</summary>
internal sealed class VisitorsUnderTest
{
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public static readonly Market Spain = new("ES", "España", ["promozilla.es"], null, new("es-ES"), "EUR", TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));
    public static readonly Markets Markets = new([Market.Portugal, Spain], new Uri("https://promozilla.pt"));

    private readonly VisitReader reader;

    public VisitorsUnderTest(VisitOptions? options = null, Countries? countries = null)
    {
        var settings = Options.Create(options ?? new VisitOptions());
        Salts = new DaySalts(Markets, Clock);
        reader = new VisitReader(Salts, countries ?? new Countries(settings, NullLogger<Countries>.Instance), settings, Clock);
    }

    public SetClock Clock { get; } = new();

    public DaySalts Salts { get; }

    public static Market Portugal => Markets.Find("PT")!;

    public IReadOnlyCollection<Seen> Read(HttpContext context, Market? market = null) => reader.Read(context, market ?? Portugal);

    /// <summary>What is counted of a page seen by a browser.</summary>
    public Seen See(DateTimeOffset at, string address = "203.0.113.7", string path = "/p/zelda", string agent = Firefox, Market? market = null)
    {
        Clock.Now = at;
        return Assert.Single(Read(Request(address, path, agent), market));
    }

    public Seen Reach(DateTimeOffset at, string goal, string? about = null, string address = "203.0.113.7")
    {
        Clock.Now = at;
        var request = Request(address, "/ir/1");
        request.Reached(goal, about);
        return Assert.Single(Read(request));
    }

    public static HttpContext Request(string address = "203.0.113.7", string path = "/p/zelda", string agent = Firefox, Type? page = null, string? pattern = null, bool kept = true)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Method = "GET";
        context.Request.Host = new HostString("promozilla.pt");
        context.Request.Path = path;
        context.Request.Headers.UserAgent = agent;
        context.Request.Headers.AcceptLanguage = "pt-PT,pt;q=0.9,en;q=0.8";
        object[] metadata = [new ComponentTypeMetadata(page ?? typeof(ProductPage)), .. kept ? new object[] { new OutputCacheAttribute() } : []];
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern ?? path), 0, new EndpointMetadataCollection(metadata), path));
        return context;
    }
}

internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
