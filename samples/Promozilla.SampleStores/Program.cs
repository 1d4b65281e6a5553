using Promozilla.SampleStores;
using Promozilla.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStorefronts();
var app = builder.Build();
app.MapStorefronts();
app.MapDefaultEndpoints();
app.Run();
