using Promozilla.ServiceDefaults;
using Promozilla.Web;

return await Service.RunAsync(args, builder => builder.AddWeb(), app => app.UseWeb());
