namespace Promozilla.Worker.Alerts;

/// <summary>
/// Whether an alert may be told at this moment, in one place for whoever writes a digest and whoever sends it: its reader wants to hear, and what it says is true and to be
/// believed. All at the time $1.
/// </summary>
internal static class Standing
{
    /// <summary>Of a row of users named person.</summary>
    public const string Wanted = $"person.email_confirmed AND NOT person.alerts_off AND person.email IS NOT NULL AND NOT {QuietHours.Sql}";

    /// <summary>What a row of alerts named alert hangs on, one row each: the offer as it is now, its promotion, its store, the wish.</summary>
    public const string Offer = """
        LEFT JOIN promotions told ON told.id = alert.promotion_id
        JOIN listings listing ON listing.id = coalesce(alert.listing_id, told.listing_id)
        CROSS JOIN LATERAL (SELECT listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL AS can_buy) offer
        LEFT JOIN promotions promotion ON promotion.listing_id = listing.id AND promotion.ended_at IS NULL
        JOIN stores store ON store.key = listing.store_key AND store.enabled AND coalesce(store.sick_since, store.frozen_since) IS NULL
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id
            AND (listing.missing_since IS NOT NULL OR sighting.last_seen_at >= coalesce(store.last_good_run_at, sighting.last_seen_at))
        JOIN wishlist_items wish ON wish.user_id = alert.user_id AND wish.product_id = listing.product_id AND NOT wish.paused
            AND (wish.target_price IS NULL OR listing.price <= wish.target_price OR alert.occasion = 'bought_drop')
            AND (wish.bought_on IS NULL OR alert.occasion = 'bought_drop')
        """;

    /// <summary>Of the rows that <see cref="Offer"/> joins.</summary>
    public const string IsTrue = """
        listing.currency = store.currency AND listing.price IS NOT NULL
            AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
            AND NOT EXISTS (SELECT FROM products hidden WHERE hidden.id = listing.product_id AND hidden.hidden_at IS NOT NULL)
            AND CASE alert.occasion
                WHEN 'promotion' THEN offer.can_buy AND promotion.id = alert.promotion_id AND listing.price <= alert.price
                WHEN 'restock' THEN offer.can_buy
                WHEN 'change' THEN listing.price = alert.price
                ELSE offer.can_buy AND listing.price <= alert.price END
        """;

    /// <summary>
    /// Of a row of outgoing_mails named mail: something in it would not be told now, or not at the price that it says. Counted, not asked for one by one, so that no plan looks at more
    /// than the mail's own alerts.
    /// </summary>
    public const string FellAway = $"""
        (SELECT count(*) FROM alerts alert WHERE alert.mail_id = mail.id) > (
            SELECT count(*) FROM alerts alert {Offer}
            WHERE alert.mail_id = mail.id AND {IsTrue}
                AND NOT EXISTS (SELECT FROM told_offers news WHERE news.listing_id = listing.id AND news.news_at > mail.created_at))
        """;
}
