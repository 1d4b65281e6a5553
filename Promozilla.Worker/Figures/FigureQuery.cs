namespace Promozilla.Worker.Figures;

/// <summary>One gauge that a query of the database gives: a row for each combination of labels, the value last.</summary>
internal sealed record FigureQuery(string Name, string Unit, string Description, string[] Labels, string Sql)
{
    /// <summary>Each costs milliseconds: counts of small tables, or of what an index holds.</summary>
    public static readonly IReadOnlyList<FigureQuery> All =
    [
        new("promozilla.products", "{product}", "Products, by kind", ["kind"], "SELECT kind, count(*) FROM products GROUP BY kind"),
        new("promozilla.products.stale", "{product}", "Products with a price that no store's page has shown for 48 hours", [], """
            SELECT count(*) FROM products product WHERE product.best_price IS NOT NULL AND NOT EXISTS (
                SELECT FROM listings listing JOIN listing_sightings seen ON seen.listing_id = listing.id
                WHERE listing.product_id = product.id AND seen.last_seen_at > now() - interval '48 hours')
            """),
        new("promozilla.listings", "{listing}", "Listings, by store", ["store"], "SELECT store_key, count(*) FROM listings GROUP BY store_key"),
        new("promozilla.promotions", "{promotion}", "Promotions that run, by verdict", ["verdict"], "SELECT verdict, count(*) FROM promotions WHERE ended_at IS NULL GROUP BY verdict"),
        new("promozilla.stores.frozen", "{store}", "1 while a store can't be believed and its alerts wait", ["store"], "SELECT key, (coalesce(sick_since, frozen_since) IS NOT NULL)::int FROM stores WHERE enabled"),
        new("promozilla.accounts", "{account}", "Accounts, by whether their address is confirmed", ["state"], """
            SELECT state, count(person.id) FROM (VALUES ('confirmed', true), ('unconfirmed', false)) kind (state, confirmed)
            LEFT JOIN users person ON person.email_confirmed = kind.confirmed GROUP BY state
            """),
        new("promozilla.wishes", "{wish}", "Wished-for products on people's lists", [], "SELECT count(*) FROM wishlist_items"),
        new("promozilla.alerts.last_day", "{alert}", "Alerts of the last 24 hours, by what became of them: held until a mail may tell them, planned in a mail that waits, sent, failed, suppressed, unknown", ["outcome"], """
            SELECT outcome.name, count(alert.id) FROM unnest(ARRAY['held', 'planned', 'sent', 'failed', 'suppressed', 'unknown']) outcome (name)
            LEFT JOIN (
                SELECT alert.id, CASE WHEN alert.mail_id IS NULL THEN 'held' WHEN mail.status IN ('pending', 'sending') THEN 'planned' ELSE coalesce(mail.status, 'unknown') END AS became
                FROM alerts alert LEFT JOIN outgoing_mails mail ON mail.id = alert.mail_id WHERE alert.created_at > now() - interval '24 hours'
            ) alert ON alert.became = outcome.name GROUP BY outcome.name
            """),
        new("promozilla.dead_letters", "{letter}", "Dead letters that no operator has settled, by queue", ["queue"], """
            SELECT queue, sum(letters) FROM (
                SELECT queue, count(*) AS letters FROM dead_letters WHERE settled_at IS NULL GROUP BY queue UNION ALL SELECT queue, 0 FROM queue_depths
            ) one GROUP BY queue
            """),
        new("promozilla.mails.waiting", "{mail}", "Mails that wait to be sent", [], "SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')"),
        new("promozilla.mails.waiting_age", "s", "Since the longest waiting of them was written", [], """
            SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM outgoing_mails WHERE status IN ('pending', 'sending')
            """),
        new("promozilla.run.last_duration", "s", "Of the last closed run of each origin", ["origin"], """
            SELECT DISTINCT ON (origin) origin, extract(epoch FROM closed_at - started_at) FROM scrape_runs
            WHERE status = 'closed' AND started_at IS NOT NULL AND closed_at > now() - interval '30 days' ORDER BY origin, closed_at DESC
            """),
        new("promozilla.run.running", "{run}", "Runs that are open", [], "SELECT count(*) FROM scrape_runs WHERE status IN ('requested', 'running')"),
        new("promozilla.database.size", "By", "Of the database on the disk", [], "SELECT pg_database_size(current_database())"),
        new("promozilla.database.connections", "{connection}", "Sessions of all services, by state", ["state"], """
            SELECT kind.state, count(session.pid) FROM unnest(ARRAY['active', 'idle', 'idle in transaction']) kind (state)
            LEFT JOIN pg_stat_activity session ON session.datname = current_database() AND session.state = kind.state GROUP BY kind.state
            """),
        new("promozilla.database.connections_most", "{connection}", "Sessions that the server allows", [], "SELECT current_setting('max_connections')::int"),
    ];
}
