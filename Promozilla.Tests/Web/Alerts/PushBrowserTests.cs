using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Alerts;

/// <summary>
/// Turning notifications on and off as a person does. This browser has no push service of its own, so that its answer to the subscription is given
/// by the test, with keys that a browser would make; what the service worker then does with a message is the browser's own doing.
/// </summary>
[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class PushBrowserTests(AccountSite site)
{
    private const string Subscription = """
        let kept = null;
        PushManager.prototype.getSubscription = async () => kept ?? (JSON.parse(localStorage.getItem('kept') ?? 'null') && restored());
        const restored = () => ({ endpoint: JSON.parse(localStorage.getItem('kept')).endpoint, options: { applicationServerKey: Uint8Array.from(JSON.parse(localStorage.getItem('kept')).key).buffer },
          unsubscribe: async () => { localStorage.removeItem('kept'); kept = null; return true; } });
        PushManager.prototype.subscribe = async options => {
          const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
          const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
          const endpoint = 'https://push.example.com/' + crypto.randomUUID();
          localStorage.setItem('kept', JSON.stringify({ endpoint, key: [...options.applicationServerKey] }));
          kept = restored();
          kept.getKey = name => name === 'auth' ? crypto.getRandomValues(new Uint8Array(16)).buffer : raw;
          return kept;
        };
        """;

    [Fact]
    public async Task Notifications_are_turned_on_tried_shown_and_turned_off_in_one_browser()
    {
        await (await site.MemberAsync("notifica@example.pt")).Context.CloseAsync();
        var page = await site.OpenAsync(worker: true);
        await page.Context.GrantPermissionsAsync(["notifications"], new() { Origin = site.Address });
        await page.AddInitScriptAsync(Subscription);
        await page.SignInAsync("notifica@example.pt");
        await page.GotoAsync("/conta/avisos/como");
        var on = page.GetByRole(AriaRole.Button, new() { Name = "Ligar neste dispositivo" });
        await on.WaitForAsync();
        await page.AndNavigateAsync(() => on.ClickAsync());
        Assert.Contains("Podes experimentar já", await page.Locator("main").InnerTextAsync());
        await page.Locator("[data-push-here]").WaitForAsync();
        Assert.False(await on.IsVisibleAsync());

        await using var db = site.CreateContext();
        var user = await db.Users.SingleAsync(user => user.Email == "notifica@example.pt");
        var device = await db.PushSubscriptions.SingleAsync(row => row.UserId == user.Id);
        Assert.StartsWith("https://push.example.com/", device.Endpoint, StringComparison.Ordinal);
        await page.PressAsync("Experimentar");
        var message = await db.PushMessages.SingleAsync(row => row.SubscriptionId == device.Id);

        // As the browser hands it over once it is decrypted.
        await ShownAsync(page, message.Payload);
        Assert.Equal(["As notificações chegam a este dispositivo."], await page.EvaluateAsync<string[]>(
            "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(one => one.body)"));

        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Desligar Chrome" }).ClickAsync());
        Assert.Empty(await db.PushSubscriptions.Where(row => row.UserId == user.Id).ToListAsync());
        await on.WaitForAsync();
        Assert.Equal([true, false], await db.Consents.Where(one => one.UserId == user.Id && one.Kind == Consents.Push).OrderBy(one => one.At).Select(one => one.Given).ToListAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_the_page_says_that_this_browser_has_none()
    {
        var page = await site.MemberAsync("semscript@example.pt");
        await page.GotoAsync("/conta/avisos/como");
        Assert.True(await page.Locator("[data-push-unable]").IsVisibleAsync());
        Assert.False(await page.Locator("form[data-push]").IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("http://push.example.com/a")]
    [InlineData("https://10.0.0.1/a")]
    [InlineData("https://localhost/a")]
    public async Task An_address_that_is_no_push_service_is_not_kept(string endpoint)
    {
        var page = await site.MemberAsync($"mau{endpoint.Length}{endpoint[8]}@example.pt");
        await page.GotoAsync("/conta/avisos/como");
        var form = page.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", (await page.Locator("form[data-push] input[name=__RequestVerificationToken]").GetAttributeAsync("value"))!);
        form.Set("endereco", endpoint);
        form.Set("chave", "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        form.Set("segredo", "BTBZMqHH6r4Tts7J_aSIgg");
        var answer = await page.APIRequest.PostAsync("/conta/avisos/dispositivos", new() { Form = form });
        Assert.Contains("falhou=1", answer.Url, StringComparison.Ordinal);
        await using var db = site.CreateContext();
        Assert.False(await db.PushSubscriptions.AnyAsync(row => row.Endpoint == endpoint));
        await page.Context.CloseAsync();
    }

    private async Task ShownAsync(IPage page, string payload)
    {
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        devtools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var one in told!.Value.GetProperty("registrations").EnumerateArray())
            {
                registered.TrySetResult(one.GetProperty("registrationId").GetString()!);
            }
        };
        await devtools.SendAsync("ServiceWorker.enable");
        var id = await registered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await devtools.SendAsync("ServiceWorker.deliverPushMessage", new() { ["origin"] = site.Address, ["registrationId"] = id, ["data"] = payload });
        await Eventually.AssertAsync(async () => Assert.NotEqual(0, await page.EvaluateAsync<int>(
            "async () => (await (await navigator.serviceWorker.ready).getNotifications()).length")));
    }
}
