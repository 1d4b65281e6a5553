using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class OpenPromotions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_promotions_untold",
                table: "promotions");

            migrationBuilder.CreateIndex(
                name: "ix_promotions_open",
                table: "promotions",
                column: "listing_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_promotions_untold",
                table: "promotions",
                column: "listing_id",
                filter: "ended_at IS NULL AND told_step < step");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_promotions_open",
                table: "promotions");

            migrationBuilder.DropIndex(
                name: "ix_promotions_untold",
                table: "promotions");

            migrationBuilder.CreateIndex(
                name: "ix_promotions_untold",
                table: "promotions",
                column: "listing_id",
                unique: true,
                filter: "ended_at IS NULL AND told_step < step");
        }
    }
}
