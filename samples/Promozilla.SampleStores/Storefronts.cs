using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Promozilla.SampleStores.Control;
using Promozilla.SampleStores.Pages;
using Promozilla.SampleStores.Pictures;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores;

/// <summary>Four shops behind one port, each under its own prefix.</summary>
public static class Storefronts
{
    public static void AddStorefronts(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SampleStoresOptions>().BindConfiguration(SampleStoresOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new StoreShelves(services.GetRequiredService<IOptions<SampleStoresOptions>>().Value.Seed));
        builder.Services.AddSingleton<PriceStory>().AddSingleton<DayBook>().AddSingleton<SimulatedDay>().AddSingleton<Faults>().AddSingleton<Visits>().AddSingleton<PriceTags>().AddSingleton<Floor>().AddSingleton<StoreDefinitions>().AddSingleton<PictureShelf>();
    }

    public static void MapStorefronts(this WebApplication app)
    {
        app.MapStores();
        app.MapControlApi();
    }
}
