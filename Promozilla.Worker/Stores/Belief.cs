using Promozilla.Data.Scraping;

namespace Promozilla.Worker.Stores;

/// <summary>How far the readings of a store's run are believed.</summary>
internal enum Belief
{
    /// <summary>A good run: its readings stand, but for those that are doubtful each by itself.</summary>
    Whole,

    /// <summary>Not all was read: a price that moved is held until a second reading agrees; the rest stands.</summary>
    Incomplete,

    /// <summary>What was read is in doubt: no price, stock or title changes, nothing new is taken up, nothing held is confirmed.</summary>
    Doubtful,
}

internal static class Beliefs
{
    /// <param name="sickness">A word of <see cref="Sicknesses"/>, or null.</param>
    public static Belief Of(string? sickness) => sickness switch
    {
        null => Belief.Whole,
        Sicknesses.Unread or Sicknesses.Cancelled => Belief.Incomplete,
        _ => Belief.Doubtful,
    };
}
