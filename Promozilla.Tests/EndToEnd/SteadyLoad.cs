using System.Collections.Concurrent;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Shoppers who read pages and press buttons through the balancer until they are told to stop; every request is counted, and what was not answered as it should.</summary>
internal sealed class SteadyLoad(string site, IReadOnlyList<string> slugs) : IAsyncDisposable
{
    private static readonly string[] Pages = ["/", "/jogos", "/consolas", "/promocoes", "/procurar?q=mario", "/privacidade"];

    private readonly CancellationTokenSource enough = new();
    private readonly List<Task> visits = [];
    private readonly List<Shopper> shoppers = [];
    private int pages;
    private int posts;

    public int Read => Volatile.Read(ref pages);

    public int Posted => Volatile.Read(ref posts);

    public ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Somebody who only looks, or, signed in, takes things onto the list and off it again.</summary>
    public void Add(Shopper shopper, bool isSignedIn)
    {
        shoppers.Add(shopper);
        visits.Add(Task.Run(() => VisitAsync(shopper, isSignedIn)));
    }

    /// <summary>All have done what they had begun.</summary>
    public async Task StopAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(visits).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        shoppers.ForEach(shopper => shopper.Dispose());
        enough.Dispose();
    }

    private async Task VisitAsync(Shopper shopper, bool isSignedIn)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var visit = 0; !enough.IsCancellationRequested; visit++)
        {
            try
            {
                if (isSignedIn) await WishAsync(shopper, slugs[visit % slugs.Count]);
                else await ReadAsync(shopper, visit % 2 == 0 ? $"/p/{slugs[visit / 2 % slugs.Count]}" : Pages[visit / 2 % Pages.Length]);
            }
            catch (Exception wrong)
            {
                Wrong.Enqueue(wrong.Message);
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task WishAsync(Shopper shopper, string slug)
    {
        var page = await ReadAsync(shopper, $"/p/{slug}");
        await PostAsync(shopper, page, "/lista/juntar", slug);
        var list = await ReadAsync(shopper, "/lista");
        Assert.Contains($"/p/{slug}", list, StringComparison.Ordinal);
        await PostAsync(shopper, list, "/lista/remover", slug);
        Assert.DoesNotContain($"/p/{slug}", await ReadAsync(shopper, "/lista"), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(Shopper shopper, string path)
    {
        var page = await shopper.ReadAsync(site + path);
        Interlocked.Increment(ref pages);
        return page;
    }

    private async Task PostAsync(Shopper shopper, string page, string path, string slug)
    {
        await shopper.PostAsync(page, site + path, ("produto", slug));
        Interlocked.Increment(ref posts);
    }
}
