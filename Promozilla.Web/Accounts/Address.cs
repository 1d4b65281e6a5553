using System.Net.Mail;

namespace Promozilla.Web.Accounts;

/// <summary>A mail address as a person types it.</summary>
internal static class Address
{
    public static string? Read(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= 254 } text && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text ? text : null;
}
