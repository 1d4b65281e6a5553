using System.Buffers.Text;
using System.Text;

namespace Promozilla.Web.Accounts;

/// <summary>Identity's tokens in a form that survives a link.</summary>
internal static class UrlToken
{
    public static string Write(string token) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    public static string? Read(string? text) =>
        text is { Length: < 2_000 } && Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : null;
}
