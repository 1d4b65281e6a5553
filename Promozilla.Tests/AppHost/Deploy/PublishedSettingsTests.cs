using System.Text.RegularExpressions;
using Promozilla.AppHost.Publishing;

namespace Promozilla.Tests.AppHost.Deploy;

public sealed partial class PublishedSettingsTests
{
    private static readonly PublishedSetting[] All =
        [.. PublishedSettings.Always, .. PublishedSettings.Address, .. PublishedSettings.Bucket, .. PublishedSettings.SignIn("Google")];

    [Fact]
    public void Each_is_named_and_explained_and_no_secret_has_a_default()
    {
        Assert.All(All, setting =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", setting.Name);
            Assert.EndsWith(".", setting.Description, StringComparison.Ordinal);
            Assert.True(setting.Description.Length > 20 && setting.Services.Length > 0);
            Assert.True(!setting.Secret || setting.Default is null);
            Assert.Equal(Secret().IsMatch(setting.Name), setting.Secret);
        });
        Assert.Equal(All.Length, All.Select(setting => setting.Variable).Distinct().Count());
    }

    [Fact]
    public void The_others_are_generated_secrets_or_described_where_they_are_made()
    {
        foreach (var file in (string[])["AppHost.cs", "Publishing/Targets/AzureTarget.cs"])
        {
            foreach (Match parameter in Parameter().Matches(DeployFiles.Text($"Promozilla.AppHost/{file}")))
                Assert.Contains("GenerateParameterDefault", parameter.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_service_to_sign_in_with_is_three_settings_of_the_site() =>
        Assert.Equal(
            ["Accounts__External__Google__Authority", "Accounts__External__Google__ClientId", "Accounts__External__Google__ClientSecret"],
            PublishedSettings.SignIn("Google").Select(setting => setting.Variable));

    [GeneratedRegex("(password|secret-key|client-secret)$")]
    private static partial Regex Secret();

    [GeneratedRegex(@"AddParameter\([^;]*?;", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
