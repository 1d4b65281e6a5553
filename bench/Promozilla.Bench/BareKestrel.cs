using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Promozilla.Bench;

/// <summary>The limit that pages are held against: Kestrel alone, answering with bytes that it holds in memory. A process of its own, as the site is.</summary>
internal static class BareKestrel
{
    /// <param name="folder">Its files are the answers, by name.</param>
    public static async Task<int> RunAsync(string folder, string address)
    {
        var answers = Directory.GetFiles(folder).ToDictionary(file => $"/{Path.GetFileName(file)}", File.ReadAllBytes);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddHttpContextAccessor();
        await using var app = builder.Build();
        app.Run(context =>
        {
            var answer = answers[context.Request.Path.Value!];
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
