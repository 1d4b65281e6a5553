using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Promozilla.AppHost.Servers;
using Promozilla.Data.Mail.Digests;
using Promozilla.ServiceDefaults;
using Promozilla.Web;
using Promozilla.Web.Accounts;
using Promozilla.Web.Mails;

namespace Promozilla.Tests.Web.Mails;

/// <summary>Every mail there is, written to TestResults/mails for people to look at, and held to what must be true of all of them.</summary>
public sealed class SampleMailsTests
{
    private static readonly Market Site = Market.Portugal with { PublicUrl = new Uri("https://promozilla.example") };
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 18, 5, 0, TimeSpan.Zero);
    private static readonly Lazy<IReadOnlyList<SampleMail>> Written = new(Write);

    public static TheoryData<string, string> Each
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var mail in Written.Value) data.Add(mail.Name, mail.Language);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void A_mail_fetches_nothing_says_its_language_and_is_whole_as_text(string name, string language)
    {
        var mail = Written.Value.Single(one => one.Name == name && one.Language == language);
        Assert.Contains($"<html lang=\"{language}\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<img|<link|<script|<iframe|url\\(|@import|@font-face|background=|srcset", mail.Html);
        Assert.DoesNotContain("{0}", mail.Html + mail.Text + mail.Subject, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 1_000, 100_000);
        Assert.DoesNotMatch("<[a-z/]", mail.Text);
        foreach (var link in Regex.Matches(mail.Html, "href=\"([^\"]+)\"").Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)))
        {
            Assert.StartsWith("https://promozilla.example/", link, StringComparison.Ordinal);
            Assert.True(mail.Text.Contains(link, StringComparison.Ordinal) || link.EndsWith("example/", StringComparison.Ordinal), link);
        }

        foreach (var styled in Regex.Matches(mail.Html, "class=\"[^\"]*\\b(?:ink|soft|link|good|warn)\\b[^\"]*\"[^>]*>").Select(match => match.Value))
        {
            Assert.Contains("color:#", styled, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_of_account_mail_has_its_words_in_both_languages_and_they_differ()
    {
        foreach (var kind in AccountLetters.Asked.Concat(AccountLetters.Security).Append("idle"))
        {
            var both = Written.Value.Where(mail => mail.Name == kind).ToList();
            Assert.Equal(2, both.Count);
            Assert.NotEqual(both[0].Subject, both[1].Subject);
            Assert.DoesNotContain("Mail.", both[0].Text + both[1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_line_of_a_digest_says_price_before_reference_verdict_low_store_delivery_and_link()
    {
        var mail = DigestMail.Render(DigestSamples.Of(Site, "pt-PT", 3));
        Assert.Equal("The Legend of Zelda: Tears of the Kingdom – Nintendo… a 44,99\u00a0€ e mais 2 descidas", mail.Subject);
        foreach (var form in new[] { mail.Text, System.Net.WebUtility.HtmlDecode(mail.Html) })
        {
            Assert.Contains("44,99\u00a0€", form, StringComparison.Ordinal);
            Assert.Contains("69,99\u00a0€", form, StringComparison.Ordinal);
            Assert.Contains("30 dias anteriores era 64,99\u00a0€. Poupas mesmo 30,8\u00a0%", form, StringComparison.Ordinal);
            Assert.Contains("ixo que já vimos", mail.Text, StringComparison.Ordinal);
            Assert.Contains("em Cogumelo Mágico", form, StringComparison.Ordinal);
            Assert.Contains("entrega grátis no continente", form, StringComparison.Ordinal);
            Assert.Contains("63,80\u00a0€ com entrega no continente", form, StringComparison.Ordinal);
            Assert.Contains("A loja anuncia 25\u00a0%; face ao preço mais baixo dos 30 dias anteriores (69,99\u00a0€) poupas 14,4\u00a0%.", form, StringComparison.Ordinal);
            Assert.Contains("mais barato em Cogumelo Mágico: 57,49\u00a0€", form, StringComparison.Ordinal);
            Assert.Contains("https://promozilla.example/p/zelda-totk-switch-2-0", form, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_very_long_digest_stays_whole_in_mailboxes_and_says_what_it_leaves_out()
    {
        var mail = DigestMail.Render(DigestSamples.Of(Site, "en", 500));
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 1_000, 100_000);
        Assert.Contains("And 470 more on your wishlist", mail.Html, StringComparison.Ordinal);
        Assert.Contains("And 470 more on your wishlist", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_can_neither_begin_a_header_nor_bring_its_own_html()
    {
        var digest = DigestSamples.Of(Site, "pt-PT", 1);
        var evil = digest with { Lines = [digest.Lines[0] with { Title = "Zelda\r\nBcc: all@example.pt\u2028<script>alert(1)</script>", Slug = "a\"><b" }] };
        var mail = DigestMail.Render(evil);
        Assert.DoesNotContain(mail.Subject, char.IsControl);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><b", mail.Html, StringComparison.Ordinal);
    }

    private static List<SampleMail> Write()
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var mails = new SampleMails(services.GetRequiredService<IStringLocalizer<Texts>>()).All(Site, Now).ToList();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "mails")).FullName;
        foreach (var mail in mails)
        {
            File.WriteAllText(Path.Combine(folder, $"{mail.Name}.{mail.Language}.html"), mail.Html);
            File.WriteAllText(Path.Combine(folder, $"{mail.Name}.{mail.Language}.txt"), $"Subject: {mail.Subject}\n\n{mail.Text}");
        }

        return mails;
    }
}
