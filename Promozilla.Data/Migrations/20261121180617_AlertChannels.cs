using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Promozilla.Data.Migrations
{
    /// <inheritdoc />
    public partial class AlertChannels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_alerts_unmailed",
                table: "alerts");

            migrationBuilder.AddColumn<int>(
                name: "digest_day",
                table: "users",
                type: "integer",
                nullable: false,
                defaultValue: 6);

            migrationBuilder.AddColumn<string>(
                name: "digest_rhythm",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "nightly");

            migrationBuilder.AddColumn<bool>(
                name: "must_haves_at_once",
                table: "users",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "quiet_from",
                table: "users",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "quiet_until",
                table: "users",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "Europe/Lisbon");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lapsed_at",
                table: "alerts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "read_at",
                table: "alerts",
                type: "timestamp with time zone",
                nullable: true);

            // What was told before there was an inbox is no news.
            migrationBuilder.Sql("UPDATE alerts SET read_at = created_at");

            migrationBuilder.CreateTable(
                name: "push_subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    endpoint = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    device = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push_subscriptions", x => x.id);
                    table.ForeignKey(
                        name: "fk_push_subscriptions_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_push_subscriptions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "push_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_push_messages_push_subscriptions_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "push_subscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_users_digest",
                table: "users",
                sql: "digest_rhythm IN ('nightly', 'weekly') AND digest_day BETWEEN 1 AND 7");

            migrationBuilder.AddCheckConstraint(
                name: "ck_users_quiet",
                table: "users",
                sql: "(quiet_from IS NULL) = (quiet_until IS NULL) AND (quiet_from IS NULL OR quiet_from <> quiet_until)");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_mail_id",
                table: "alerts",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_unread",
                table: "alerts",
                column: "user_id",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_untold",
                table: "alerts",
                column: "created_at",
                filter: "mail_id IS NULL AND lapsed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_user_id_created_at_id",
                table: "alerts",
                columns: new[] { "user_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_push_messages_due",
                table: "push_messages",
                column: "next_attempt_at",
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_push_messages_mail_id",
                table: "push_messages",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_push_messages_subscription_id_mail_id",
                table: "push_messages",
                columns: new[] { "subscription_id", "mail_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_push_subscriptions_endpoint",
                table: "push_subscriptions",
                column: "endpoint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_push_subscriptions_session_id",
                table: "push_subscriptions",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_push_subscriptions_user_id",
                table: "push_subscriptions",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "push_messages");

            migrationBuilder.DropTable(
                name: "push_subscriptions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_users_digest",
                table: "users");

            migrationBuilder.DropCheckConstraint(
                name: "ck_users_quiet",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_alerts_mail_id",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alerts_unread",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alerts_untold",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alerts_user_id_created_at_id",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "digest_day",
                table: "users");

            migrationBuilder.DropColumn(
                name: "digest_rhythm",
                table: "users");

            migrationBuilder.DropColumn(
                name: "must_haves_at_once",
                table: "users");

            migrationBuilder.DropColumn(
                name: "quiet_from",
                table: "users");

            migrationBuilder.DropColumn(
                name: "quiet_until",
                table: "users");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "users");

            migrationBuilder.DropColumn(
                name: "lapsed_at",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "read_at",
                table: "alerts");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_unmailed",
                table: "alerts",
                column: "created_at",
                filter: "mail_id IS NULL");
        }
    }
}
