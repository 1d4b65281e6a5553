using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using Promozilla.Media;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Web.Api;
using Promozilla.Web.Shop;
using Promozilla.Web.Visits;

namespace Promozilla.Web.Site;

/// <summary>What all pages stand on: languages, compression, headers, limits, the key ring, and the wait for the schema.</summary>
public static class SiteRegistration
{
    public static WebApplicationBuilder AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMediaStore(writes: false);
        services.AddHttpContextAccessor();
        services.AddLocalization();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Fastest);
        // Portuguese is full of accents: as letters, not as six-byte escapes.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddLimits();
        services.AddSingleton<StoreDirectory>();
        services.AddSingleton<StoreLinks>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IDoctorCheck, AddressCheck>();
        services.AddHealthChecks().AddCheck<Readiness>("schema", tags: [Examination.Started]);
        services.AddDataProtection().SetApplicationName("promozilla");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((keys, provider) =>
            keys.XmlRepository = ActivatorUtilities.CreateInstance<KeyRing>(provider));
        return builder;
    }

    public static WebApplication UseSite(this WebApplication app)
    {
        app.UseTrustedProxies();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<MarketOfRequest>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erro",
            CreateScopeForErrors = true,
            StatusCodeSelector = Outage.StatusOf,
        });
        app.UseStatusCodePagesWithReExecute("/nao-encontrado", createScopeForStatusCodePages: true);
        app.Use(ReadErrorPages);
        app.UseApiProblems();
        app.UseResponseCompression();
        app.UseMiddleware<LanguageChoice>();
        app.UseMiddleware<WaitForSchema>();
        app.UseMiddleware<PageFigures>();
        app.UseMiddleware<VisitCount>();
        app.UseRateLimiter();
        return app;
    }

    /// <summary>A refused form is answered by a page that is read, not posted to: else its antiforgery check would refuse the answer too.</summary>
    private static Task ReadErrorPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        if (Outage.Is(context.Features.Get<IExceptionHandlerFeature>()?.Error))
        {
            context.TellWhenToComeBack();
            // Whoever is signed in can't be recognised now, and asking would fail again: the page is told in their language, to nobody in particular.
            string[] harmless = [Preferences.ThemeCookie, Languages.Cookie];
            context.Request.Headers.Cookie = string.Join("; ", harmless.Where(context.Request.Cookies.ContainsKey).Select(name => $"{name}={context.Request.Cookies[name]}"));
        }

        return next(context);
    }
}
