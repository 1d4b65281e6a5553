using System.ComponentModel.DataAnnotations;
using Promozilla.Media;

namespace Promozilla.Worker.Backups;

/// <summary>The nightly copy of database and media. The privacy page says how long the defaults keep it: whoever changes them changes it there.</summary>
public sealed class BackupOptions : IValidatableObject
{
    public const string Section = "Backup";

    /// <summary>False where the database is backed up by whoever runs it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The folder of the backups; without one there is none at night.</summary>
    public string Directory { get; set; } = "";

    /// <summary>A Quartz cron expression, by the main market's clock; after the night's run and after what is past its time has gone.</summary>
    public string Cron { get; set; } = "0 10 6 * * ?";

    /// <summary>The newest backup of each of the last so many days, weeks and months is kept.</summary>
    [Range(1, 366, ErrorMessage = "Backup:KeepDaily is from 1 to 366.")]
    public int KeepDaily { get; set; } = 7;

    /// <summary>Likewise of weeks.</summary>
    [Range(0, 60, ErrorMessage = "Backup:KeepWeekly is from 0 to 60.")]
    public int KeepWeekly { get; set; } = 4;

    /// <summary>Likewise of months.</summary>
    [Range(0, 60, ErrorMessage = "Backup:KeepMonthly is from 0 to 60.")]
    public int KeepMonthly { get; set; } = 3;

    /// <summary>Pictures and kept pages too; false where their bucket keeps versions of its own.</summary>
    public bool Media { get; set; } = true;

    /// <summary>Where pg_dump and pg_restore are; empty: the newest that Debian's packages brought, else PATH.</summary>
    public string Programs { get; set; } = "";

    /// <summary>A bucket that speaks S3, for a copy of every nightly backup; empty: none. The rest as in section Media.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>As Media:Endpoint, of the copies.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>As Media:Region.</summary>
    public string Region { get; set; } = "";

    /// <summary>As Media:AccessKey.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>As Media:SecretKey.</summary>
    public string SecretKey { get; set; } = "";

    internal MediaOptions CopyTo => new() { Bucket = Bucket, Endpoint = Endpoint, Region = Region, AccessKey = AccessKey, SecretKey = SecretKey };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Quartz.CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult("Backup:Cron is not a Quartz cron expression.", [nameof(Cron)]);
        }

        if (Bucket.Length > 0 && Directory.Length == 0)
        {
            yield return new ValidationResult("Set Backup:Directory: a backup is made there before it is copied to Backup:Bucket.", [nameof(Directory)]);
        }

        foreach (var wrong in CopyTo.Validate(validationContext))
        {
            yield return new ValidationResult(wrong.ErrorMessage?.Replace("Media:", "Backup:", StringComparison.Ordinal), wrong.MemberNames);
        }
    }
}
