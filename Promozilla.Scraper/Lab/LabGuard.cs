using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Lab;

/// <summary>Who comes from outside, or to a scraper without a key, finds no lab; who comes with a wrong key is told so.</summary>
internal sealed class LabGuard(IOptions<LabOptions> options) : IEndpointFilter
{
    public const string Header = "X-Lab-Key";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (string.IsNullOrEmpty(options.Value.Key) || !PrivateCaller.IsHandedOn(context.HttpContext)) return ValueTask.FromResult<object?>(Results.NotFound());
        var given = context.HttpContext.Request.Headers[Header].ToString();
        // Of hashes: their lengths are equal, whatever was given.
        return CryptographicOperations.FixedTimeEquals(Hash(given), Hash(options.Value.Key))
            ? next(context)
            : ValueTask.FromResult<object?>(Results.Problem($"The header {Header} holds another key than Lab:Key.", statusCode: StatusCodes.Status401Unauthorized));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
