using Promozilla.Tests.Web.MailEvents;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>A site for the tests about accounts, three of it so that they need not wait for each other, a post office for its mails, and two providers to sign in with: each test has people of its own.</summary>
public sealed class AccountSite : SiteFixture
{
    public const string Name = "accounts";
    public const string WaysIn = "accounts: ways in";
    public const string Wishes = "accounts: wishes";

    internal PostOffice Post { get; private set; } = null!;

    internal MailProvider Mails { get; } = new();

    internal LocalProvider Provider { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["MailEvents__SendGridKey"] = Mails.Key,
        ["Push__Secret"] = "um segredo só deste teste",
        ["Accounts__External__portal__DisplayName"] = "Portal",
        ["Accounts__External__portal__Authority"] = Provider.Address,
        ["Accounts__External__portal__ClientId"] = LocalProvider.Client,
        ["Accounts__External__portal__ClientSecret"] = LocalProvider.Secret,
        ["Accounts__External__octo__DisplayName"] = "Octo",
        ["Accounts__External__octo__AuthorizationEndpoint"] = $"{Provider.Address}/authorize",
        ["Accounts__External__octo__TokenEndpoint"] = $"{Provider.Address}/token",
        ["Accounts__External__octo__UserInformationEndpoint"] = $"{Provider.Address}/user",
        ["Accounts__External__octo__EmailsEndpoint"] = $"{Provider.Address}/user/emails",
        ["Accounts__External__octo__ClientId"] = LocalProvider.Client,
        ["Accounts__External__octo__ClientSecret"] = LocalProvider.Secret,
        ["Accounts__External__octo__Scope__0"] = "user:email",
    };

    public override async Task InitializeAsync()
    {
        await Provider.StartAsync();
        await base.InitializeAsync();
        Post = await PostOffice.OpenAsync(Database, Address);
    }

    public override async Task DisposeAsync()
    {
        if (Post is not null) await Post.DisposeAsync();
        await base.DisposeAsync();
        Mails.Dispose();
        await Provider.DisposeAsync();
    }
}

[CollectionDefinition(AccountSite.Name)]
public sealed class AccountTestsSharingASite : ICollectionFixture<AccountSite>;

[CollectionDefinition(AccountSite.WaysIn)]
public sealed class WaysInTestsSharingASite : ICollectionFixture<AccountSite>;

[CollectionDefinition(AccountSite.Wishes)]
public sealed class WishTestsSharingASite : ICollectionFixture<AccountSite>;
