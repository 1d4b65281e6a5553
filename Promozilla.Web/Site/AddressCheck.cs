using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Web.Site;

/// <summary>Whether links in mails, feeds and cookies go by https.</summary>
internal sealed class AddressCheck(Markets markets) : IDoctorCheck
{
    public string Name => "public address";

    public Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var plain = markets.All.Where(market => market.PublicUrl?.Scheme != Uri.UriSchemeHttps).Select(market => $"{market.Key} ({market.PublicUrl?.ToString() ?? "none"})").ToList();
        return Task.FromResult(plain.Count is 0
            ? Finding.Ok(string.Join(", ", markets.All.Select(market => market.PublicUrl)))
            : Finding.Poor($"not by https: {string.Join(", ", plain)}. Set Site:PublicUrl, or Markets:COUNTRY:PublicUrl, unless this is a machine of your own."));
    }
}
