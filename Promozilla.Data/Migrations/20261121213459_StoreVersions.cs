using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class StoreVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "frozen_reason",
                table: "stores",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "frozen_since",
                table: "stores",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "switched_to",
                table: "stores",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "stores",
                table: "scrape_runs",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_person",
                table: "delivery_rules",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "store_definitions",
                columns: table => new
                {
                    store_key = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    author = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    tried_hash = table.Column<string>(type: "text", nullable: true),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    broken_pages = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_definitions", x => new { x.store_key, x.version });
                    table.CheckConstraint("ck_store_definitions_status", "status IN ('draft', 'published', 'retired')");
                    table.ForeignKey(
                        name: "fk_store_definitions_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_store_definitions_draft",
                table: "store_definitions",
                columns: new[] { "store_key", "status" },
                unique: true,
                filter: "status = 'draft' AND author IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_store_definitions_published",
                table: "store_definitions",
                column: "store_key",
                unique: true,
                filter: "status = 'published'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "store_definitions");

            migrationBuilder.DropColumn(
                name: "frozen_reason",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "frozen_since",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "switched_to",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "stores",
                table: "scrape_runs");

            migrationBuilder.DropColumn(
                name: "by_person",
                table: "delivery_rules");
        }
    }
}
