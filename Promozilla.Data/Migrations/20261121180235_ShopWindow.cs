using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class ShopWindow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "price_line",
                table: "products",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "product_news",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    ended_store_key = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_news", x => x.product_id);
                    table.ForeignKey(
                        name: "fk_product_news_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_promotions_ended",
                table: "promotions",
                column: "ended_at",
                filter: "ended_at IS NOT NULL");

            // Every history is reckoned anew at the next close, which draws every line.
            migrationBuilder.Sql("INSERT INTO price_changes (listing_id) SELECT id FROM listings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_news");

            migrationBuilder.DropIndex(
                name: "ix_promotions_ended",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "price_line",
                table: "products");
        }
    }
}
