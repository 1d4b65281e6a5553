using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Errors;
using Promozilla.Data.Mail;
using Promozilla.Data.Messages;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Data.Prices;
using Promozilla.Data.Push;
using Promozilla.Data.Scraping;
using Promozilla.Data.Search;
using Promozilla.Data.Visits;

namespace Promozilla.Data;

/// <summary>The whole schema. The Worker migrates it; Worker and Web use it.</summary>
public sealed class PromozillaDbContext(DbContextOptions<PromozillaDbContext> options)
    : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>Whose stores, products and wishes queries see (<see cref="ServiceDefaults.Market.Key"/>); null: all markets', as the Worker does. SQL by hand sees to it itself.</summary>
    public string? Market { get; set; }

    public DbSet<Store> Stores => Set<Store>();
    public DbSet<StoreDefinitionVersion> StoreDefinitions => Set<StoreDefinitionVersion>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<ProductGtin> ProductGtins => Set<ProductGtin>();
    public DbSet<ProductSearch> ProductSearches => Set<ProductSearch>();
    public DbSet<ProductFacet> ProductFacets => Set<ProductFacet>();
    public DbSet<SearchWord> SearchWords => Set<SearchWord>();
    public DbSet<ProductNews> ProductNews => Set<ProductNews>();
    public DbSet<ProductKey> ProductKeys => Set<ProductKey>();
    public DbSet<ProductRedirect> ProductRedirects => Set<ProductRedirect>();
    public DbSet<Listing> Listings => Set<Listing>();
    public DbSet<ListingSighting> ListingSightings => Set<ListingSighting>();
    public DbSet<ListingMatch> ListingMatches => Set<ListingMatch>();
    public DbSet<MatchCandidate> MatchCandidates => Set<MatchCandidate>();
    public DbSet<MatchDecision> MatchDecisions => Set<MatchDecision>();
    public DbSet<PriceObservation> PriceObservations => Set<PriceObservation>();
    public DbSet<ListingGap> ListingGaps => Set<ListingGap>();
    public DbSet<PriceChange> PriceChanges => Set<PriceChange>();
    public DbSet<ProductLow> ProductLows => Set<ProductLow>();
    public DbSet<BestPriceSpan> BestPriceSpans => Set<BestPriceSpan>();
    public DbSet<StoreFairness> StoreFairness => Set<StoreFairness>();
    public DbSet<DeliveryRule> DeliveryRules => Set<DeliveryRule>();
    public DbSet<HeldReading> HeldReadings => Set<HeldReading>();
    public DbSet<Promotion> Promotions => Set<Promotion>();
    public DbSet<ScrapeRun> ScrapeRuns => Set<ScrapeRun>();
    public DbSet<ScrapeTask> ScrapeTasks => Set<ScrapeTask>();
    public DbSet<StoreRun> StoreRuns => Set<StoreRun>();
    public DbSet<StoreSickness> StoreSicknesses => Set<StoreSickness>();
    public DbSet<PendingReading> PendingReadings => Set<PendingReading>();
    public DbSet<PageCheck> PageChecks => Set<PageCheck>();
    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();
    public DbSet<WishlistItem> WishlistItems => Set<WishlistItem>();
    public DbSet<WishList> WishLists => Set<WishList>();
    public DbSet<WishShare> WishShares => Set<WishShare>();
    public DbSet<WishReservation> WishReservations => Set<WishReservation>();
    public DbSet<WishImportLine> WishImportLines => Set<WishImportLine>();
    public DbSet<ToldOffer> ToldOffers => Set<ToldOffer>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();
    public DbSet<PushMessage> PushMessages => Set<PushMessage>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<MailEvent> MailEvents => Set<MailEvent>();
    public DbSet<Suppression> Suppressions => Set<Suppression>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();
    public DbSet<VisitEvent> VisitEvents => Set<VisitEvent>();
    public DbSet<VisitFigure> VisitFigures => Set<VisitFigure>();
    public DbSet<ErrorGroup> ErrorGroups => Set<ErrorGroup>();
    public DbSet<ErrorOccurrence> ErrorOccurrences => Set<ErrorOccurrence>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<OperatorRequest> OperatorRequests => Set<OperatorRequest>();
    public DbSet<Switch> Switches => Set<Switch>();
    public DbSet<JobNote> JobNotes => Set<JobNote>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<QueueDepth> QueueDepths => Set<QueueDepth>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<decimal>().HavePrecision(12, 2);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm").HasPostgresExtension("unaccent");
        builder.ApplyConfigurationsFromAssembly(typeof(PromozillaDbContext).Assembly);
        builder.Entity<IdentityRole<Guid>>().ToTable("Roles");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("UserRoles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("UserTokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("RoleClaims");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("UserPasskeys").HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(row => row.Data).ToJson();
            passkey.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
        });
        builder.Entity<Store>().HasQueryFilter(store => Market == null || store.Market == Market);
        builder.Entity<Product>().HasQueryFilter(product => Market == null || (product.Market == Market && product.HiddenAt == null));
        builder.Entity<WishlistItem>().HasQueryFilter(wish => Market == null || (wish.Product.Market == Market && wish.Product.HiddenAt == null));
        builder.UseSnakeCase();
    }
}
