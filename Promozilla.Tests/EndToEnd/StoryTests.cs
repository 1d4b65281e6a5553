using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

[Trait("needs", "servers")]
[Trait("needs", "browser")]
public sealed class StoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_wish_whose_price_falls_overnight_becomes_exactly_one_mail_that_leads_back_to_that_price()
    {
        await using var host = RunningAppHost.Start(TestServers.Folder("story"), Smoke.Environment);
        await using var story = new Story(host, output.WriteLine);
        var figures = await story.LiveAsync();
        output.WriteLine(figures.ToString());
        Assert.True(figures.Whole, figures.ToString());
    }
}
