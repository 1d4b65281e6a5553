namespace Promozilla.Tests.EndToEnd;

public sealed partial class WholeSystem
{
    /// <summary>Patience is short here: what takes minutes there takes seconds.</summary>
    private Dictionary<string, string> Settings(string service, string address)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = DatabaseAddress,
            ["ConnectionStrings__messaging"] = Broker,
            ["ConnectionStrings__cache"] = Cache,
            ["Aspire__RabbitMQ__Client__RetryDelaysSeconds__0"] = "1",
            ["Health__PeriodSeconds"] = "1",
            ["Health__OutageSeconds"] = "2",
            ["OTEL_SERVICE_NAME"] = service.ToLowerInvariant(),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Otlp.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["Media__Directory"] = Media,
            ["Site__PublicUrl"] = address,
        };
        (string, string)[] own = service switch
        {
            "Worker" =>
            [
                ("Samples__Url", samples.Address), ("Samples__Nights", "0"), ("Runs__PollSeconds", "0.2"), ("Runs__PictureMinutes", "0.3"), ("Operators__PollSeconds", "0.2"), ("Figures__PollSeconds", "1"),
                ("Recheck__AfterMinutes", "0.01"), ("Recheck__AgainMinutes", "0.01"), ("Operators__MailAddress", Operator), ("Operators__FirstAddress", Admin.Address),
                ("Smtp__Host", "localhost"), ("Smtp__Port", Text($"{smtp}")), ("Smtp__From", "avisos@promozilla.example"), ("Backup__Directory", Path.Combine(Disk.Folder, "backups")),
            ],
            "Scraper" =>
            [
                ("Scraper__PrivateHosts__0", new Uri(samples.Address).Authority), ("Scraper__TrySeconds", "10"), ("Scraper__Retries", "0"), ("Scraper__LongestCoolDownMinutes", "0"),
                // A process for each of 1,400 pictures: other tests are about that.
                ("Thumbnails__Convert", "false"),
            ],
            _ => [("Site__AccountTriesPerMinute", "1000")],
        };
        foreach (var (key, value) in own) settings[key] = value;
        return settings;
    }
}
