namespace Promozilla.ServiceDefaults;

/// <summary>Numbers of sequels, as titles write them.</summary>
public static class RomanNumbers
{
    /// <summary>In figures, from two letters on: a single one (Sonic X, Mega Man V, Super Mario U) may be none. Null: no number.</summary>
    /// <param name="word">Lower-case.</param>
    public static string? InFigures(string word) => word switch
    {
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "vi" => "6",
        "vii" => "7",
        "viii" => "8",
        "ix" => "9",
        "xi" => "11",
        "xii" => "12",
        "xiii" => "13",
        "xiv" => "14",
        "xv" => "15",
        "xvi" => "16",
        _ => null,
    };
}
