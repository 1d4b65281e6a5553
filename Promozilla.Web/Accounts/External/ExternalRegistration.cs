using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts.External;

/// <summary>Every child of Accounts:External is a provider people can sign in with; none is built in.</summary>
internal static partial class ExternalRegistration
{
    public static void AddExternal(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        foreach (var section in configuration.GetSection(ExternalOptions.Section).GetChildren())
        {
            authentication.AddOAuth<ExternalOptions, ExternalHandler>(section.Key, section["DisplayName"] ?? section.Key, options =>
            {
                section.Bind(options);
                options.CallbackPath = $"/conta/externo/{section.Key}/volta";
                options.SignInScheme = IdentityConstants.ExternalScheme;
                options.UsePkce = true;
                options.SaveTokens = false;
                options.CorrelationCookie.SameSite = SameSiteMode.Lax;
                options.BackchannelTimeout = TimeSpan.FromSeconds(15);
                if (options.Authority is not null && options.Scope.Count is 0)
                {
                    options.Scope.Add("openid");
                    options.Scope.Add("email");
                }

                options.Events.OnRemoteFailure = failed =>
                {
                    Log.Refused(failed.HttpContext.RequestServices.GetRequiredService<ILogger<ExternalHandler>>(), section.Key, failed.Failure);
                    failed.Response.Redirect("/conta/entrar?externo=falhou");
                    failed.HandleResponse();
                    return Task.CompletedTask;
                };
            });
            authentication.Services.AddOptions<ExternalOptions>(section.Key).ValidateOnStart();
            authentication.Services.AddSingleton<IValidateOptions<ExternalOptions>>(new Complete(section.Key));
        }

        authentication.Services.TryAddScoped<ExternalSignIn>();
    }

    public static void MapExternal(this WebApplication app)
    {
        // A link, not a form: a form's answer may not lead to another site (form-action 'self'). It changes nothing here by itself.
        app.MapGet("/conta/externo/{provider}", async (
            string provider, string? voltar, string? juntar, int? ligar, HttpContext http, SignInManager<User> gate) =>
        {
            if ((await gate.GetExternalAuthenticationSchemesAsync()).All(scheme => scheme.Name != provider))
            {
                return Results.NotFound();
            }

            var linking = ligar is 1 && http.User.Identity?.IsAuthenticated is true;
            var query = new QueryBuilder();
            foreach (var (name, value) in new[] { ("voltar", LocalUrl.Or(voltar, "")), ("juntar", juntar) }.Where(pair => !string.IsNullOrEmpty(pair.Item2)))
            {
                query.Add(name, value!);
            }

            var back = linking ? "/conta/externo/ligar" : "/conta/externo/entrou" + query.ToQueryString();
            return Results.Challenge(gate.ConfigureExternalAuthenticationProperties(provider, back, linking ? http.User.Id().ToString() : null), [provider]);
        }).RequireRateLimiting(Limits.Accounts);

        app.MapPost("/conta/externo/desligar", async (
            HttpContext http, ExternalSignIn external, TimeProvider clock, [FromForm] string provider, CancellationToken cancellationToken) =>
        {
            if (http.Features.Get<CurrentSession>()?.IsFresh(clock.GetUtcNow()) is not true)
            {
                return Results.LocalRedirect("/conta/verificar?voltar=/conta");
            }

            await external.UnlinkAsync(http.User, provider, cancellationToken);
            return Results.LocalRedirect("/conta");
        }).RequireAuthorization();
    }

    private sealed class Complete(string provider) : IValidateOptions<ExternalOptions>
    {
        public ValidateOptionsResult Validate(string? name, ExternalOptions options) =>
            name == provider && options.Missing(provider).ToList() is { Count: > 0 } missing ? ValidateOptionsResult.Fail(missing) : ValidateOptionsResult.Skip;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in with {Provider} failed")]
        public static partial void Refused(ILogger logger, string provider, Exception? failure);
    }
}
