using System.Collections.Concurrent;

namespace Promozilla.Tests.Web;

[Trait("needs", "postgres")]
public sealed class StoppingTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly string[] Paths = ["/", "/jogos?desconto=10", "/consolas", "/acessorios", "/procurar?q=mario"];

    [Fact]
    public async Task A_site_that_is_asked_to_stop_finishes_every_page_that_it_has_begun()
    {
        using var http = new HttpClient();
        var cut = new ConcurrentQueue<string>();
        var (begun, done, stopping, late) = (0, 0, false, 0);
        var shoppers = Enumerable.Range(0, 8).Select(shopper => Task.Run(async () =>
        {
            for (var visit = shopper; ; visit++)
            {
                try
                {
                    var path = Paths[visit % Paths.Length];
                    var address = $"{site.Address}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pagina={(visit % 3) + 1}";
                    Interlocked.Increment(ref begun);
                    using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                    var page = await answer.Content.ReadAsStringAsync();
                    if ((int)answer.StatusCode >= 500 || !page.TrimEnd().EndsWith("</html>", StringComparison.Ordinal)) cut.Enqueue($"{address}: {answer.StatusCode}, {page.Length}");
                    Interlocked.Increment(ref done);
                    if (Volatile.Read(ref stopping)) Interlocked.Increment(ref late);
                }
                catch (HttpRequestException refused) when (refused.HttpRequestError is HttpRequestError.ConnectionError)
                {
                    Interlocked.Decrement(ref begun);
                    return;
                }
                catch (Exception broken) when (broken is HttpRequestException or IOException)
                {
                    cut.Enqueue(broken.Message);
                    return;
                }
            }
        })).ToList();

        await Eventually.AssertAsync(() => Assert.InRange(Volatile.Read(ref done), 40, int.MaxValue), seconds: 60);
        Volatile.Write(ref stopping, true);
        await site.StopAsync();
        await Task.WhenAll(shoppers).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(cut);
        Assert.Equal(begun, done);
        Assert.NotEqual(0, late);
    }
}
