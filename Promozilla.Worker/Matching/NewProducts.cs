using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Makes products of due listings that are none of those there are: grouped by trade number, then by name.</summary>
internal static class NewProducts
{
    private static readonly string GroupByGtin = $"""
        WITH leaders AS (
            SELECT DISTINCT ON (gtin, market) gtin, listing_id, store_key, title_key, is_named, {MatchingSql.Name}
            FROM matching_due WHERE reason IS NULL AND gtin IS NOT NULL AND NOT is_cut AND match_key <> '' AND platform <> 'other'
            ORDER BY gtin, market, is_named DESC, listing_id
        ), placed AS (
            SELECT leaders.*, row_number() OVER (PARTITION BY {MatchingSql.Name}, store_key ORDER BY listing_id) = 1 AND is_named AND kind = 'game' AS may_share
            FROM leaders
        ), grouped AS (
            SELECT placed.*, CASE WHEN may_share THEN min(listing_id) FILTER (WHERE may_share) OVER (PARTITION BY {MatchingSql.Name}) ELSE listing_id END AS leader_group
            FROM placed
        ), found AS (
            SELECT pending.listing_id, leader.leader_group, leader.listing_id AS leader_id,
                pending.listing_id = leader.listing_id OR {MatchingSql.Agrees("leader")} AS agrees
            FROM matching_due pending JOIN grouped leader ON leader.gtin = pending.gtin AND leader.market = pending.market WHERE pending.reason IS NULL
        )
        UPDATE matching_due due SET group_id = CASE WHEN agrees THEN leader_group END, reason = CASE
            WHEN NOT agrees THEN 'gtin_disagrees' WHEN due.listing_id = leader_group THEN 'first' WHEN due.listing_id = leader_id THEN 'title' ELSE 'gtin' END
        FROM found WHERE found.listing_id = due.listing_id
        """;

    // Windows, not joins: what was just written is unknown to the planner, and a wrong guess would compare each with each.
    private static readonly string GroupByName = $"""
        WITH named AS (
            SELECT listing_id, reason, min(group_id) OVER same AS least, max(group_id) OVER same AS greatest,
                min(listing_id) FILTER (WHERE reason IS NULL) OVER same AS first
            FROM matching_due
            WHERE is_named AND platform <> 'other'
                AND ((reason IS NULL AND gtin IS NULL) OR (group_id IS NOT NULL AND reason IN ('first', 'title')))
            WINDOW same AS (PARTITION BY {MatchingSql.Name})
        )
        UPDATE matching_due due SET group_id = CASE WHEN least IS NOT DISTINCT FROM greatest THEN coalesce(least, first) END,
            reason = CASE WHEN least <> greatest THEN 'several_candidates' WHEN due.listing_id = coalesce(least, first) THEN 'first' ELSE 'title' END
        FROM named WHERE named.listing_id = due.listing_id AND named.reason IS NULL
        """;

    // A name of everyday words joins nothing, and is a product all the same.
    private const string Alone = """
        UPDATE matching_due SET group_id = listing_id, reason = 'first'
        WHERE reason IS NULL AND gtin IS NULL AND NOT is_named AND NOT is_cut AND match_key <> '' AND platform <> 'other'
        """;

    private const string Groups = """
        WITH titled AS (
            SELECT group_id, display_title, is_shouted, count(*) OVER (PARTITION BY group_id, display_title) AS times
            FROM matching_due WHERE group_id IS NOT NULL AND NOT is_cut
        ), best AS (
            SELECT DISTINCT ON (group_id) group_id, display_title FROM titled
            ORDER BY group_id, is_shouted, times DESC, length(display_title) DESC, display_title COLLATE "C"
        )
        SELECT leader.listing_id, leader.title_key, leader.platform, leader.edition, leader.kind, leader.format, best.display_title, leader.market
        FROM best JOIN matching_due leader ON leader.listing_id = best.group_id ORDER BY leader.listing_id
        """;

    private const string Insert = """
        WITH given AS (
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $10::text[])
                AS fresh(group_id, slug, title, title_key, platform, edition, kind, format, market)
        ), made AS (
            INSERT INTO products (slug, market, title, title_key, platform, edition, kind, format, created_at, updated_at, offer_count, in_stock)
            SELECT slug, market, title, title_key, platform, edition, kind, format, $9, $9, 0, false FROM given ORDER BY group_id
            RETURNING id, slug, market
        )
        UPDATE matching_due due SET product_id = made.id FROM made JOIN given USING (slug, market) WHERE due.group_id = given.group_id
        """;

    private const string Taken = "SELECT slug, market FROM products WHERE slug = ANY ($1) UNION SELECT slug, market FROM product_redirects WHERE slug = ANY ($1)";

    public static async Task MakeAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        foreach (var step in (string[])["ANALYZE matching_due", GroupByGtin, GroupByName, Alone, "ANALYZE matching_due"])
        {
            await run.ExecuteAsync(step, cancellationToken);
        }

        var groups = await GroupsAsync(run, cancellationToken);
        if (groups.Count > 0)
        {
            var slugs = await SlugsAsync(run, groups, cancellationToken);
            await run.ExecuteAsync(
                Insert, cancellationToken, Sql.Longs(groups, row => row.Id), Sql.Texts(slugs, slug => slug), Sql.Texts(groups, row => row.Title),
                Sql.Texts(groups, row => row.TitleKey), Sql.Texts(groups, row => row.Platform), Sql.Texts(groups, row => row.Edition),
                Sql.Texts(groups, row => row.Kind), Sql.Texts(groups, row => row.Format), Sql.Value(run.Now), Sql.Texts(groups, row => row.Market));
        }
    }

    private static async Task<List<Group>> GroupsAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Groups, run.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var groups = new List<Group>();
        while (await reader.ReadAsync(cancellationToken))
        {
            groups.Add(new Group(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6), reader.GetString(7)));
        }

        return groups;
    }

    private static async Task<List<string>> SlugsAsync(ClosingRun run, List<Group> groups, CancellationToken cancellationToken)
    {
        var names = groups.ConvertAll(group => Slug.Candidates(group.Title, group.Platform, group.Edition, group.Format).Take(12).ToList());
        await using var command = new NpgsqlCommand(Taken, run.Connection).With(Sql.Texts(names.SelectMany(list => list).Distinct().ToList(), name => name));
        var taken = new HashSet<(string, string)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                taken.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        return [.. names.Zip(groups, (list, group) => list.Find(name => taken.Add((name, group.Market))) ?? $"{list[0]}-{Guid.CreateVersion7():n}")];
    }

    private sealed record Group(long Id, string TitleKey, string Platform, string Edition, string Kind, string Format, string Title, string Market);
}
