using Microsoft.AspNetCore.Components;

namespace Promozilla.Web.Components.Pages.Admin;

/// <summary>What pages of /admin have in common: the request, the hour, and the word that an act leaves for the page that follows it.</summary>
public abstract class AdminPage : ComponentBase
{
    private bool read;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>A key of AdminTexts under Said: the act before this page, done. Only what is known is shown.</summary>
    [SupplyParameterFromQuery(Name = "feito")]
    protected string? Said { get; set; }

    protected CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>All is read before anything is drawn.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!read)
        {
            read = true;
            await ReadAsync();
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected virtual Task ReadAsync() => Task.CompletedTask;

    /// <summary>After a form: the page again by GET, so that reading it anew does nothing twice.</summary>
    protected void Again(string address, string said) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(address, new Dictionary<string, object?> { ["feito"] = said }));
}
