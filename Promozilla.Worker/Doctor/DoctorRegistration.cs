using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Worker.Doctor;

public static class DoctorRegistration
{
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddSingleton<IDoctorCheck, SchemaCheck>()
        .AddSingleton<IDoctorCheck, MailServerCheck>()
        .AddSingleton<IDoctorCheck, BackupCheck>()
        .AddSingleton<IDoctorCheck, OperatorCheck>();
}
