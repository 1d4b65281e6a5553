using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class HiddenProducts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "hidden_at",
                table: "products",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "hidden_at",
                table: "products");
        }
    }
}
