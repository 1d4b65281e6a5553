using Promozilla.Data;
using Promozilla.Messaging;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Retention;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Schedule;
using Promozilla.Worker.Start;
using Promozilla.Worker.Thumbnails;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPromozillaDatabase();
builder.AddRabbitMqMessaging(ResourceNames.Messaging);
builder.AddRedisClient(ResourceNames.Cache);
builder.Services.AddStart();
builder.Services.AddNightlySchedule();
builder.Services.AddRuns();
builder.Services.AddAlerts();
builder.Services.AddIngest();
builder.Services.AddThumbnails();
builder.Services.AddMails();
builder.Services.AddRetention();

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
