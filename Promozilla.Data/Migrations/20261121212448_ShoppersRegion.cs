using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class ShoppersRegion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "users",
                type: "text",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_users_region",
                table: "users",
                sql: "region IN ('mainland', 'azores', 'madeira')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_users_region",
                table: "users");

            migrationBuilder.DropColumn(
                name: "region",
                table: "users");
        }
    }
}
