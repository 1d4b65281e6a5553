namespace Promozilla.Web.Visits;

/// <summary>A request feature: what somebody achieved with this request, counted when it is answered.</summary>
internal sealed class ReachedGoals
{
    public Dictionary<string, string?> All { get; } = new(StringComparer.Ordinal);
}

internal static class ReachingGoals
{
    /// <param name="goal">One of <see cref="Data.Visits.VisitGoals"/>.</param>
    /// <param name="about">The store that was gone to.</param>
    public static void Reached(this HttpContext context, string goal, string? about = null)
    {
        if (context.Features.Get<ReachedGoals>() is not { } reached)
        {
            context.Features.Set(reached = new ReachedGoals());
        }

        reached.All[goal] = about;
    }
}
