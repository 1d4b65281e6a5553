using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Sessions;

namespace Promozilla.Web.Components.Pages.Accounts;

/// <summary>A page of somebody's own account. Where it changes how the account is entered, whoever proved long ago who they are is asked again first.</summary>
public abstract class PersonPage : ComponentBase
{
    protected enum Proof
    {
        SignedIn,
        Fresh,
        AskedAgain,
    }

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected UserManager<User> Users { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    protected User Person { get; private set; } = null!;

    protected CurrentSession Session { get; private set; } = null!;

    protected virtual Proof Needs => Proof.SignedIn;

    protected CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Here and not when initialised: nothing of the page is drawn before it is known whose it is.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Person is null)
        {
            await LoadAsync();
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected virtual Task ReadAsync() => Task.CompletedTask;

    private async Task LoadAsync()
    {
        if (Http.Features.Get<CurrentSession>() is not { } session || await Users.GetUserAsync(Http.User) is not { } person)
        {
            Navigation.NavigateTo("/conta/entrar");
            return;
        }

        var now = Clock.GetUtcNow();
        if ((Needs is Proof.Fresh && !session.IsFresh(now)) || (Needs is Proof.AskedAgain && !session.IsAskedAgain(now)))
        {
            Navigation.NavigateTo($"/conta/verificar?voltar={Uri.EscapeDataString(Http.Request.Path + Http.Request.QueryString)}");
            return;
        }

        (Person, Session) = (person, session);
        await ReadAsync();
    }
}
