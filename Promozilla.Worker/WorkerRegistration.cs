using Promozilla.Data;
using Promozilla.Messaging;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Backups;
using Promozilla.Worker.DeadLetters;
using Promozilla.Worker.Doctor;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Errors;
using Promozilla.Worker.Figures;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Outages;
using Promozilla.Worker.Push;
using Promozilla.Worker.Retention;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Schedule;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Thumbnails;
using Promozilla.Worker.Visits;

namespace Promozilla.Worker;

public static class WorkerRegistration
{
    /// <summary>All that the Worker does, with the servers that it needs: the program, the tests and the benchmarks run the same.</summary>
    public static WebApplicationBuilder AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddMarkets(needAddresses: true);
        builder.AddPromozillaDatabase();
        builder.AddRabbitMqMessaging(ResourceNames.Messaging);
        builder.AddCache();
        builder.Services.AddStart();
        builder.Services.AddNightlySchedule();
        builder.Services.AddRuns();
        builder.Services.AddAlerts();
        builder.Services.AddIngest();
        builder.Services.AddDoubt();
        builder.Services.AddErrorLetters();
        builder.Services.AddStoreWatch();
        builder.Services.AddThumbnails();
        builder.Services.AddMails();
        builder.Services.AddPush();
        builder.Services.AddRetention();
        builder.Services.AddVisits();
        builder.Services.AddBackups();
        builder.Services.AddFigures();
        builder.Services.AddDeadLetters();
        builder.Services.AddOperators();
        builder.Services.AddOutages();
        builder.Services.AddDoctor();
        return builder;
    }
}
