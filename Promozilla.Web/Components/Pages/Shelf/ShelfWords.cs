using Microsoft.Extensions.Localization;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>What a shelf calls itself: its heading, what it says of itself beneath (null: nothing), and what search engines show.</summary>
public sealed record ShelfWords(string Title, string? Lead, string Description)
{
    private static string Country => MarketOfRequest.Current.Name;

    public static ShelfWords Of(ShelfFilter filter, IStringLocalizer<Texts> texts) => filter switch
    {
        { List: { } list } => new(texts[$"List.{list.Name}.title"], texts[$"List.{list.Name}.lead"], texts[$"List.{list.Name}.description", Country]),
        { IsPlatformPage: true, OnPlatform: { } platform } =>
            new(texts[$"Platform.{platform}"], texts[$"Platform.{platform}.lead"], texts[$"Platform.{platform}.description", Country]),
        { OnPlatform: { } platform } => new(
            texts[$"Kind.{filter.Kind}.on", texts[$"Platform.{platform}"].Value], null, texts[$"Kind.{filter.Kind}.on.description", texts[$"Platform.{platform}"].Value, Country]),
        _ => new(texts[$"Kind.{filter.Kind}.title"], null, texts[$"Kind.{filter.Kind}.description", Country]),
    };
}
