using System.Security.Claims;

namespace Promozilla.Web.Visits;

/// <summary>Who works on the site is no visitor of it.</summary>
internal static class Staff
{
    public static bool Is(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == ClaimTypes.Role);
}
