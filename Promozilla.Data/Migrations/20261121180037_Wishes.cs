using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class Wishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "bought_on",
                table: "wishlist_items",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "bought_price",
                table: "wishlist_items",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "condition",
                table: "wishlist_items",
                type: "text",
                nullable: false,
                defaultValue: "new");

            migrationBuilder.AddColumn<Guid>(
                name: "list_id",
                table: "wishlist_items",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "medium",
                table: "wishlist_items",
                type: "text",
                nullable: false,
                defaultValue: "any");

            migrationBuilder.AddColumn<bool>(
                name: "must_have",
                table: "wishlist_items",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "wishlist_items",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "paused",
                table: "wishlist_items",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "rule",
                table: "wishlist_items",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ruled_at",
                table: "wishlist_items",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string[]>(
                name: "stores",
                table: "wishlist_items",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "suggested_target",
                table: "wishlist_items",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "told_price",
                table: "wishlist_items",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish_rule",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "promotion");

            migrationBuilder.AlterColumn<Guid>(
                name: "promotion_id",
                table: "alerts",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "episode_id",
                table: "alerts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "listing_id",
                table: "alerts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "occasion",
                table: "alerts",
                type: "text",
                nullable: false,
                defaultValue: "promotion");

            migrationBuilder.AddColumn<decimal>(
                name: "price_before",
                table: "alerts",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "told_offers",
                columns: table => new
                {
                    listing_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    episode_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    step_price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    can_buy = table.Column<bool>(type: "boolean", nullable: false),
                    news_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_offers", x => x.listing_id);
                    table.ForeignKey(
                        name: "fk_told_offers_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wish_import_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    wish = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wish_import_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_wish_import_lines_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wish_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wish_lists", x => x.id);
                    table.ForeignKey(
                        name: "fk_wish_lists_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wish_reservations",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    undo_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reserved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wish_reservations", x => new { x.owner_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_wish_reservations_wishlist_items_owner_id_product_id",
                        columns: x => new { x.owner_id, x.product_id },
                        principalTable: "wishlist_items",
                        principalColumns: new[] { "user_id", "product_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wish_shares",
                columns: table => new
                {
                    token = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_id = table.Column<Guid>(type: "uuid", nullable: true),
                    shown_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wish_shares", x => x.token);
                    table.ForeignKey(
                        name: "fk_wish_shares_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_wish_shares_wish_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "wish_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_wishlist_items_list_id",
                table: "wishlist_items",
                column: "list_id");

            migrationBuilder.CreateIndex(
                name: "ix_wishlist_items_told",
                table: "wishlist_items",
                column: "product_id",
                filter: "told_price IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_wishlist_items_rule",
                table: "wishlist_items",
                sql: "rule IN ('promotion', 'target', 'low', 'restock', 'any') AND (rule <> 'target' OR target_price IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_wishlist_items_scope",
                table: "wishlist_items",
                sql: "condition IN ('new', 'used', 'any') AND medium IN ('physical', 'digital', 'any')");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_listing_id",
                table: "alerts",
                column: "listing_id");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_occasion",
                table: "alerts",
                columns: new[] { "user_id", "occasion", "episode_id", "step" },
                unique: true,
                filter: "episode_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_alerts_occasion",
                table: "alerts",
                sql: "occasion IN ('promotion', 'target', 'low', 'restock', 'change', 'bought_drop') AND (occasion = 'promotion') = (promotion_id IS NOT NULL) AND (occasion = 'promotion') = (episode_id IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_told_offers_product_id",
                table: "told_offers",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_wish_import_lines_user_id_position",
                table: "wish_import_lines",
                columns: new[] { "user_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wish_lists_user_id_name",
                table: "wish_lists",
                columns: new[] { "user_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wish_reservations_undo_hash",
                table: "wish_reservations",
                column: "undo_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wish_shares_list_id",
                table: "wish_shares",
                column: "list_id");

            migrationBuilder.CreateIndex(
                name: "ix_wish_shares_user_id_list_id",
                table: "wish_shares",
                columns: new[] { "user_id", "list_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.AddForeignKey(
                name: "fk_alerts_listings_listing_id",
                table: "alerts",
                column: "listing_id",
                principalTable: "listings",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_wishlist_items_wish_lists_list_id",
                table: "wishlist_items",
                column: "list_id",
                principalTable: "wish_lists",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            // Products merge: a wish that moves takes its reservation along.
            migrationBuilder.Sql("""
                ALTER TABLE wish_reservations DROP CONSTRAINT fk_wish_reservations_wishlist_items_owner_id_product_id,
                    ADD CONSTRAINT fk_wish_reservations_wishlist_items_owner_id_product_id FOREIGN KEY (owner_id, product_id)
                    REFERENCES wishlist_items (user_id, product_id) ON UPDATE CASCADE ON DELETE CASCADE;
                """);

            // What stands today is no news.
            migrationBuilder.Sql("""
                UPDATE alerts SET listing_id = promotion.listing_id, price_before = promotion.price_before
                FROM promotions promotion WHERE promotion.id = alerts.promotion_id;
                INSERT INTO told_offers (listing_id, product_id, episode_id, step, step_price, price, can_buy, news_at)
                SELECT id, product_id, gen_random_uuid(), 1, price, price, availability IN ('in_stock', 'pre_order') AND missing_since IS NULL, now()
                FROM listings WHERE product_id IS NOT NULL AND price IS NOT NULL AND currency = 'EUR';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_alerts_listings_listing_id",
                table: "alerts");

            migrationBuilder.DropForeignKey(
                name: "fk_wishlist_items_wish_lists_list_id",
                table: "wishlist_items");

            migrationBuilder.DropTable(
                name: "told_offers");

            migrationBuilder.DropTable(
                name: "wish_import_lines");

            migrationBuilder.DropTable(
                name: "wish_reservations");

            migrationBuilder.DropTable(
                name: "wish_shares");

            migrationBuilder.DropTable(
                name: "wish_lists");

            migrationBuilder.DropIndex(
                name: "ix_wishlist_items_list_id",
                table: "wishlist_items");

            migrationBuilder.DropIndex(
                name: "ix_wishlist_items_told",
                table: "wishlist_items");

            migrationBuilder.DropCheckConstraint(
                name: "ck_wishlist_items_rule",
                table: "wishlist_items");

            migrationBuilder.DropCheckConstraint(
                name: "ck_wishlist_items_scope",
                table: "wishlist_items");

            migrationBuilder.DropIndex(
                name: "ix_alerts_listing_id",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alerts_occasion",
                table: "alerts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_alerts_occasion",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "bought_on",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "bought_price",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "condition",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "list_id",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "medium",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "must_have",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "note",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "paused",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "rule",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "ruled_at",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "stores",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "suggested_target",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "told_price",
                table: "wishlist_items");

            migrationBuilder.DropColumn(
                name: "wish_rule",
                table: "users");

            migrationBuilder.DropColumn(
                name: "episode_id",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "listing_id",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "occasion",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "price_before",
                table: "alerts");

            migrationBuilder.AlterColumn<Guid>(
                name: "promotion_id",
                table: "alerts",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
