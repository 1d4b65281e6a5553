using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Privacy;

/// <summary>Everything kept of a person, as a ZIP of one JSON file for each table, written row by row into the answer: its size costs no memory.</summary>
public sealed class PersonalExport(NpgsqlDataSource source, IDbContextFactory<PromozillaDbContext> database, IStringLocalizer<Texts> texts)
{
    // What opens an account is no knowledge about a person, and would make a file on a disk worth stealing.
    private static readonly HashSet<string> Withheld =
    [
        "users.password_hash", "users.security_stamp", "users.concurrency_stamp", "users.normalized_email", "users.normalized_user_name", "user_tokens.value",
        "outgoing_mails.html_body", "push_subscriptions.secret",
    ];

    public async Task WriteAsync(Guid user, Stream to, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        // One moment for all files.
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        await using (var about = new StreamWriter(await zip.CreateEntry("LEIA-ME.txt").OpenAsync(cancellationToken), new UTF8Encoding(false)))
        {
            await about.WriteAsync(texts["Export.about"].Value.AsMemory(), cancellationToken);
        }

        foreach (var table in PersonTable.All(db))
        {
            await using var file = new StreamWriter(await zip.CreateEntry($"{table.Name}.json").OpenAsync(cancellationToken), new UTF8Encoding(false));
            await using var command = new NpgsqlCommand(Query(table), connection) { Parameters = { new NpgsqlParameter { Value = user } } };
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var between = "[\n";
            while (await rows.ReadAsync(cancellationToken))
            {
                await file.WriteAsync(between.AsMemory(), cancellationToken);
                await file.WriteAsync(rows.GetString(0).AsMemory(), cancellationToken);
                between = ",\n";
            }

            await file.WriteAsync((between is "[\n" ? "[]\n" : "\n]\n").AsMemory(), cancellationToken);
        }
    }

    private static string Query(PersonTable table)
    {
        // A link that still opens something stays in the mailbox it was sent to.
        var columns = table.Columns.Where(column => !Withheld.Contains($"{table.Name}.{column}")).Select(column => column is "text_body"
            ? "regexp_replace(text_body, 'codigo=[^&[:space:]]+', 'codigo=', 'g') AS text_body"
            : $"{table.Name}.\"{column}\"");

        // A number means nothing to a reader.
        var title = table.Columns.Contains("product_id") ? $", (SELECT product.title FROM products product WHERE product.id = {table.Name}.product_id) AS product_title" : "";
        return $"SELECT row_to_json(kept)::text FROM (SELECT {string.Join(", ", columns)}{title} FROM {table.Name} WHERE {table.Where}) kept";
    }
}
