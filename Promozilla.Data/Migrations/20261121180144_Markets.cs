using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class Markets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_search_words",
                table: "search_words");

            migrationBuilder.DropIndex(
                name: "ix_products_kind_best_price_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_kind_promotion_percent_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_slug",
                table: "products");

            migrationBuilder.DropPrimaryKey(
                name: "pk_product_redirects",
                table: "product_redirects");

            migrationBuilder.DropPrimaryKey(
                name: "pk_product_gtins",
                table: "product_gtins");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "stores",
                type: "text",
                nullable: false,
                defaultValue: "EUR");

            migrationBuilder.AddColumn<bool>(
                name: "is_judged",
                table: "stores",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "stores",
                type: "text",
                nullable: false,
                defaultValue: "Europe/Lisbon");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "search_words",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "scrape_runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "products",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "product_searches",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "product_redirects",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "product_keys",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "product_gtins",
                type: "text",
                nullable: false,
                defaultValue: "PT");

            migrationBuilder.AddPrimaryKey(
                name: "pk_search_words",
                table: "search_words",
                columns: new[] { "word", "market" });

            migrationBuilder.AddPrimaryKey(
                name: "pk_product_redirects",
                table: "product_redirects",
                columns: new[] { "slug", "market" });

            migrationBuilder.AddPrimaryKey(
                name: "pk_product_gtins",
                table: "product_gtins",
                columns: new[] { "gtin", "market" });

            migrationBuilder.CreateIndex(
                name: "ix_products_market_kind_best_price_id",
                table: "products",
                columns: new[] { "market", "kind", "best_price", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_market_kind_promotion_percent_id",
                table: "products",
                columns: new[] { "market", "kind", "promotion_percent", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_slug_market",
                table: "products",
                columns: new[] { "slug", "market" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_search_words",
                table: "search_words");

            migrationBuilder.DropIndex(
                name: "ix_products_market_kind_best_price_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_market_kind_promotion_percent_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_slug_market",
                table: "products");

            migrationBuilder.DropPrimaryKey(
                name: "pk_product_redirects",
                table: "product_redirects");

            migrationBuilder.DropPrimaryKey(
                name: "pk_product_gtins",
                table: "product_gtins");

            migrationBuilder.DropColumn(
                name: "market",
                table: "users");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "is_judged",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "market",
                table: "search_words");

            migrationBuilder.DropColumn(
                name: "market",
                table: "scrape_runs");

            migrationBuilder.DropColumn(
                name: "market",
                table: "products");

            migrationBuilder.DropColumn(
                name: "market",
                table: "product_searches");

            migrationBuilder.DropColumn(
                name: "market",
                table: "product_redirects");

            migrationBuilder.DropColumn(
                name: "market",
                table: "product_keys");

            migrationBuilder.DropColumn(
                name: "market",
                table: "product_gtins");

            migrationBuilder.AddPrimaryKey(
                name: "pk_search_words",
                table: "search_words",
                column: "word");

            migrationBuilder.AddPrimaryKey(
                name: "pk_product_redirects",
                table: "product_redirects",
                column: "slug");

            migrationBuilder.AddPrimaryKey(
                name: "pk_product_gtins",
                table: "product_gtins",
                column: "gtin");

            migrationBuilder.CreateIndex(
                name: "ix_products_kind_best_price_id",
                table: "products",
                columns: new[] { "kind", "best_price", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_kind_promotion_percent_id",
                table: "products",
                columns: new[] { "kind", "promotion_percent", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_slug",
                table: "products",
                column: "slug",
                unique: true);
        }
    }
}
