using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class Pictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int[]>(
                name: "image_widths",
                table: "products",
                type: "integer[]",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "image_refusals",
                table: "listings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "image_refused",
                table: "listings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "image_retry_at",
                table: "listings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "image_source",
                table: "listings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "image_type",
                table: "listings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int[]>(
                name: "image_widths",
                table: "listings",
                type: "integer[]",
                nullable: true);

            // A refusal was an empty hash. Pictures kept before know no source: they are asked for once more, and shown until then.
            migrationBuilder.Sql("UPDATE listings SET image_hash = NULL WHERE image_hash = ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "image_widths",
                table: "products");

            migrationBuilder.DropColumn(
                name: "image_refusals",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "image_refused",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "image_retry_at",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "image_source",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "image_type",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "image_widths",
                table: "listings");
        }
    }
}
