using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class Catalogue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CatalogueSchema.Names);

            migrationBuilder.DropIndex(
                name: "ix_products_title_key_platform_edition_kind_format",
                table: "products");

            migrationBuilder.AddColumn<int>(
                name: "observed_days",
                table: "promotions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "recommended_price",
                table: "promotions",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reference_until",
                table: "promotions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "advice",
                table: "products",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "advice_confidence",
                table: "products",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "advice_numbers",
                table: "products",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "advice_reason",
                table: "products",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "best_total_azores",
                table: "products",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "best_total_madeira",
                table: "products",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "best_total_mainland",
                table: "products",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "compared_at",
                table: "products",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lows_stale_at",
                table: "products",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "matched_identity",
                table: "listings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "identity_hash",
                table: "listings",
                type: "bigint",
                nullable: false,
                computedColumnSql: "hashtextextended(title || E'\\x1f' || title_key || E'\\x1f' || kind || E'\\x1f' || platform || E'\\x1f' || edition || E'\\x1f' || format || E'\\x1f' || condition || E'\\x1f' || coalesce(gtin, ''), 0)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "best_price_spans",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_best_price_spans", x => new { x.product_id, x.from_at });
                    table.ForeignKey(
                        name: "fk_best_price_spans_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_rules",
                columns: table => new
                {
                    store_key = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    mainland_fee = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    free_from = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    azores_fee = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    madeira_fee = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    pickup_fee = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_rules", x => new { x.store_key, x.since });
                    table.ForeignKey(
                        name: "fk_delivery_rules_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "listing_gaps",
                columns: table => new
                {
                    listing_id = table.Column<long>(type: "bigint", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_other = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listing_gaps", x => new { x.listing_id, x.from_at });
                    table.ForeignKey(
                        name: "fk_listing_gaps_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "listing_matches",
                columns: table => new
                {
                    listing_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    other_listing_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listing_matches", x => x.listing_id);
                    table.ForeignKey(
                        name: "fk_listing_matches_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "match_candidates",
                columns: table => new
                {
                    listing_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_match_candidates", x => new { x.listing_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_match_candidates_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_match_candidates_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "match_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    verb = table.Column<string>(type: "text", nullable: false),
                    store_key = table.Column<string>(type: "text", nullable: true),
                    item_id = table.Column<string>(type: "text", nullable: true),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    other_product_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    carried_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_match_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_match_decisions_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "price_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    listing_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "product_keys",
                columns: table => new
                {
                    match_key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_keys", x => new { x.match_key, x.platform, x.edition, x.kind, x.format, x.product_id });
                    table.ForeignKey(
                        name: "fk_product_keys_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_lows",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    store_key = table.Column<string>(type: "text", nullable: false),
                    wear = table.Column<string>(type: "text", nullable: false),
                    medium = table.Column<string>(type: "text", nullable: false),
                    price30 = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    price90 = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    price365 = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    price_ever = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    at30 = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    at90 = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    at365 = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    at_ever = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    watched_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_lows", x => new { x.product_id, x.store_key, x.wear, x.medium });
                    table.ForeignKey(
                        name: "fk_product_lows_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_redirects",
                columns: table => new
                {
                    slug = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_redirects", x => x.slug);
                    table.ForeignKey(
                        name: "fk_product_redirects_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "store_fairness",
                columns: table => new
                {
                    store_key = table.Column<string>(type: "text", nullable: false),
                    judged = table.Column<int>(type: "integer", nullable: false),
                    verified = table.Column<int>(type: "integer", nullable: false),
                    inflated = table.Column<int>(type: "integer", nullable: false),
                    not_discounts = table.Column<int>(type: "integer", nullable: false),
                    no_data = table.Column<int>(type: "integer", nullable: false),
                    median_claimed_percent = table.Column<decimal>(type: "numeric(5,1)", precision: 5, scale: 1, nullable: true),
                    median_real_percent = table.Column<decimal>(type: "numeric(5,1)", precision: 5, scale: 1, nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_fairness", x => x.store_key);
                    table.ForeignKey(
                        name: "fk_store_fairness_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_products_lows_stale_at",
                table: "products",
                column: "lows_stale_at");

            migrationBuilder.CreateIndex(
                name: "ix_products_to_compare",
                table: "products",
                column: "id",
                filter: "compared_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_listings_to_match",
                table: "listings",
                column: "id",
                filter: "matched_identity IS DISTINCT FROM identity_hash OR product_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_listing_matches_reason",
                table: "listing_matches",
                column: "reason");

            migrationBuilder.CreateIndex(
                name: "ix_match_candidates_found_at",
                table: "match_candidates",
                column: "found_at");

            migrationBuilder.CreateIndex(
                name: "ix_match_candidates_product_id",
                table: "match_candidates",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_match_decisions_open",
                table: "match_decisions",
                column: "id",
                filter: "carried_out_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_match_decisions_product_id",
                table: "match_decisions",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_match_decisions_store_key_item_id",
                table: "match_decisions",
                columns: new[] { "store_key", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_keys_product_id",
                table: "product_keys",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_redirects_product_id",
                table: "product_redirects",
                column: "product_id");

            migrationBuilder.Sql(CatalogueSchema.Changes);
            migrationBuilder.Sql(CatalogueSchema.Delivery);
            migrationBuilder.Sql(CatalogueSchema.Seed);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CatalogueSchema.Drop);

            migrationBuilder.DropTable(
                name: "best_price_spans");

            migrationBuilder.DropTable(
                name: "delivery_rules");

            migrationBuilder.DropTable(
                name: "listing_gaps");

            migrationBuilder.DropTable(
                name: "listing_matches");

            migrationBuilder.DropTable(
                name: "match_candidates");

            migrationBuilder.DropTable(
                name: "match_decisions");

            migrationBuilder.DropTable(
                name: "price_changes");

            migrationBuilder.DropTable(
                name: "product_keys");

            migrationBuilder.DropTable(
                name: "product_lows");

            migrationBuilder.DropTable(
                name: "product_redirects");

            migrationBuilder.DropTable(
                name: "store_fairness");

            migrationBuilder.DropIndex(
                name: "ix_products_lows_stale_at",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_to_compare",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_listings_to_match",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "identity_hash",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "observed_days",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "recommended_price",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "reference_until",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "advice",
                table: "products");

            migrationBuilder.DropColumn(
                name: "advice_confidence",
                table: "products");

            migrationBuilder.DropColumn(
                name: "advice_numbers",
                table: "products");

            migrationBuilder.DropColumn(
                name: "advice_reason",
                table: "products");

            migrationBuilder.DropColumn(
                name: "best_total_azores",
                table: "products");

            migrationBuilder.DropColumn(
                name: "best_total_madeira",
                table: "products");

            migrationBuilder.DropColumn(
                name: "best_total_mainland",
                table: "products");

            migrationBuilder.DropColumn(
                name: "compared_at",
                table: "products");

            migrationBuilder.DropColumn(
                name: "lows_stale_at",
                table: "products");

            migrationBuilder.DropColumn(
                name: "matched_identity",
                table: "listings");

            migrationBuilder.CreateIndex(
                name: "ix_products_title_key_platform_edition_kind_format",
                table: "products",
                columns: new[] { "title_key", "platform", "edition", "kind", "format" },
                unique: true);
        }
    }
}
