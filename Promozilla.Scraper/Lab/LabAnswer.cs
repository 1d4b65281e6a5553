namespace Promozilla.Scraper.Lab;

internal static class LabAnswer
{
    /// <summary>422 with each error's path.</summary>
    public static IResult Wrong(string title, params (string Path, string Message)[] errors) => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity, title: title, detail: errors.Length > 0 ? errors[0].Message : null,
        extensions: new Dictionary<string, object?> { ["errors"] = errors.Select(error => new { path = error.Path, message = error.Message }) });

    public static IResult Busy() => Results.Problem("Others are using the lab; try again in some seconds.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
