namespace Promozilla.Web.Components.Pages.Admin;

/// <summary>Words of /admin: AdminTexts.resx (European Portuguese) and AdminTexts.en.resx.</summary>
public sealed class AdminTexts;
