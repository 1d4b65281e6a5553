using System.Globalization;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

public sealed class ReleaseDateTextTests
{
    [Theory]
    [InlineData("Em Reserva (31-12-2026)", "2026-12-31")]
    [InlineData("Data prevista de lançamento: 2026-12-31", "2026-12-31")]
    [InlineData("Lançamento: 2 Outubro 2026", "2026-10-02")]
    [InlineData("Lançamento a 15 de outubro de 2026", "2026-10-15")]
    [InlineData("06 de março de 2027", "2027-03-06")]
    [InlineData("1 Set. 2026", "2026-09-01")]
    [InlineData("October 2, 2026", "2026-10-02")]
    [InlineData("2026-02-24T14:00:00Z", "2026-02-24")]
    [InlineData("24/02/2026", "2026-02-24")]
    [InlineData("2050-12-31T00:00:00Z", null)]
    [InlineData("31-02-2026", null)]
    [InlineData("Brevemente", null)]
    [InlineData("Ref. 12345-6", null)]
    public void A_day_is_read_in_any_shops_words(string text, string? day) => Assert.Equal(day, ReleaseDateText.Read(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
