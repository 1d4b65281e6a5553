using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class DoubtAndSickness : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sick_kind",
                table: "stores",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "field_fill",
                table: "store_runs",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sickness",
                table: "store_runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "usual_items",
                table: "store_runs",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "held_readings",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<bool>(
                name: "needs_person",
                table: "held_readings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "reading",
                table: "held_readings",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "recheck_said",
                table: "held_readings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "rechecked_at",
                table: "held_readings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "rechecks",
                table: "held_readings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "page_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    store_key = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    listing_id = table.Column<long>(type: "bigint", nullable: true),
                    held_id = table.Column<Guid>(type: "uuid", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    expected = table.Column<string>(type: "jsonb", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    publishes = table.Column<int>(type: "integer", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_page_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_page_checks_scrape_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "scrape_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_page_checks_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pending_readings",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_key = table.Column<string>(type: "text", nullable: false),
                    item_id = table.Column<string>(type: "text", nullable: false),
                    observed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reading = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_readings", x => new { x.run_id, x.store_key, x.item_id });
                    table.ForeignKey(
                        name: "fk_pending_readings_scrape_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "scrape_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_pending_readings_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "store_sicknesses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_key = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_sicknesses", x => x.id);
                    table.ForeignKey(
                        name: "fk_store_sicknesses_stores_store_key",
                        column: x => x.store_key,
                        principalTable: "stores",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_unmailed",
                table: "alerts",
                column: "created_at",
                filter: "mail_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_page_checks_held_id_attempt",
                table: "page_checks",
                columns: new[] { "held_id", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_page_checks_open",
                table: "page_checks",
                column: "asked_at",
                filter: "answered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_page_checks_run_id",
                table: "page_checks",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_page_checks_store_key",
                table: "page_checks",
                column: "store_key");

            migrationBuilder.CreateIndex(
                name: "ix_pending_readings_store_key",
                table: "pending_readings",
                column: "store_key");

            migrationBuilder.CreateIndex(
                name: "ix_store_sicknesses_open",
                table: "store_sicknesses",
                column: "store_key",
                unique: true,
                filter: "until IS NULL");

            // What the older version wrote goes on as the usual share.
            migrationBuilder.Sql("UPDATE store_runs SET field_fill = jsonb_build_object('price', price_fill) WHERE price_fill IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "page_checks");

            migrationBuilder.DropTable(
                name: "pending_readings");

            migrationBuilder.DropTable(
                name: "store_sicknesses");

            migrationBuilder.DropIndex(
                name: "ix_alerts_unmailed",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "sick_kind",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "field_fill",
                table: "store_runs");

            migrationBuilder.DropColumn(
                name: "sickness",
                table: "store_runs");

            migrationBuilder.DropColumn(
                name: "usual_items",
                table: "store_runs");

            migrationBuilder.DropColumn(
                name: "id",
                table: "held_readings");

            migrationBuilder.DropColumn(
                name: "needs_person",
                table: "held_readings");

            migrationBuilder.DropColumn(
                name: "reading",
                table: "held_readings");

            migrationBuilder.DropColumn(
                name: "recheck_said",
                table: "held_readings");

            migrationBuilder.DropColumn(
                name: "rechecked_at",
                table: "held_readings");

            migrationBuilder.DropColumn(
                name: "rechecks",
                table: "held_readings");
        }
    }
}
