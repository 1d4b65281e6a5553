using System.Buffers;

namespace Promozilla.Web.Visits;

/// <summary>What robots call themselves.</summary>
internal static class RobotSigns
{
    // The first that fits names it; the rest are robots without a name.
    private static readonly (string Sign, string Name)[] Known =
    [
        ("Googlebot", "Googlebot"), ("bingbot", "Bingbot"), ("GPTBot", "GPTBot"), ("ChatGPT-User", "ChatGPT"), ("OAI-SearchBot", "OAI-SearchBot"), ("ClaudeBot", "ClaudeBot"),
        ("PerplexityBot", "PerplexityBot"), ("Applebot", "Applebot"), ("YandexBot", "YandexBot"), ("Baiduspider", "Baiduspider"), ("DuckDuckBot", "DuckDuckBot"),
        ("AhrefsBot", "AhrefsBot"), ("SemrushBot", "SemrushBot"), ("facebookexternalhit", "Facebook"), ("Twitterbot", "Twitterbot"), ("WhatsApp", "WhatsApp"),
        ("TelegramBot", "TelegramBot"), ("Discordbot", "Discordbot"), ("Amazonbot", "Amazonbot"), ("Bytespider", "Bytespider"), ("UptimeRobot", "UptimeRobot"),
    ];

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "bot", "crawl", "spider", "slurp", "scrap", "fetch", "archiver", "facebookexternalhit", "whatsapp", "preview", "monitor", "uptime", "pingdom", "lighthouse", "headless",
            "phantomjs", "selenium", "playwright", "puppeteer", "curl", "wget", "libwww", "python", "java/", "okhttp", "go-http", "node-fetch", "axios", "httpclient", "ruby", "perl/",
            "php/", "scan", "chatgpt-user", "feed", "validator",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: nothing says that it is one.</summary>
    public static string? NameOf(string agent, bool namesLanguages)
    {
        // Browsers say both; CUBOT makes telephones.
        if (agent.Length is 0)
        {
            return "no agent";
        }

        if (agent.AsSpan().ContainsAny(Signs) && !agent.Contains("CUBOT", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (sign, name) in Known)
            {
                if (agent.Contains(sign, StringComparison.OrdinalIgnoreCase)) return name;
            }

            return "other";
        }

        return namesLanguages ? null : "no language";
    }
}
