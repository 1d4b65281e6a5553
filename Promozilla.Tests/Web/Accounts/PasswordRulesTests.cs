using Promozilla.Web.Accounts.Passwords;

namespace Promozilla.Tests.Web.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password123")]
    [InlineData("Password2024!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("qwertyuiop")]
    [InlineData("poiuytrewq")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("benficabenfica")]
    [InlineData("SLBenfica1904")]
    [InlineData("Sporting-1906")]
    [InlineData("cristianoronaldo7")]
    [InlineData("portugal2026")]
    [InlineData("coração2020")]
    [InlineData("amormeuamor")]
    [InlineData("mariana1998")]
    [InlineData("joaosilva1985")]
    [InlineData("palavra-passe")]
    [InlineData("promozilla2026")]
    [InlineData("supermario64!")]
    [InlineData("912345678912")]
    [InlineData("ana.pereira.martins")]
    [InlineData("AnaPereiraMartins99")]
    public void What_guessers_try_first_is_refused(string password) => Assert.True(PasswordRules.IsCommon(password, "ana.pereira.martins@example.pt"));

    [Theory]
    [InlineData("uma frase que lembro")]
    [InlineData("uma frase bem comprida 27")]
    [InlineData("o gato dorme em cima do piano")]
    [InlineData("quatro torradas com doce de figo")]
    [InlineData("Vd8!kq-Zt2w")]
    [InlineData("xkcd-tropeço-violino")]
    [InlineData("jqkzvbnwtr")]
    public void A_phrase_of_ones_own_passes(string password) => Assert.False(PasswordRules.IsCommon(password, "ana.pereira.martins@example.pt"));
}
