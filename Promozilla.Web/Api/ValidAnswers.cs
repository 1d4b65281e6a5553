using System.ComponentModel.DataAnnotations;

namespace Promozilla.Web.Api;

/// <summary>What is asked must be what the document says: a filter misspelt is an error, not a list of everything.</summary>
internal sealed class ValidAnswers : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var errors = new List<ValidationResult>();
        foreach (var asked in context.Arguments.Where(argument => argument?.GetType().Namespace == typeof(ProductsAsked).Namespace && argument is not ApiQuery))
        {
            Validator.TryValidateObject(asked!, new ValidationContext(asked!), errors, validateAllProperties: true);
        }

        return errors.Count is 0
            ? await next(context)
            : TypedResults.ValidationProblem(errors.GroupBy(error => Name(error.MemberNames.First()))
                .ToDictionary(group => group.Key, group => group.Select(error => error.ErrorMessage ?? "").ToArray()));
    }

    private static string Name(string member) => member is nameof(SearchAsked.Words) ? "q" : $"{char.ToLowerInvariant(member[0])}{member[1..]}";
}
