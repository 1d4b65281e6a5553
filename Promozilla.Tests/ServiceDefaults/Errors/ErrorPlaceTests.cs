using System.Reflection;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Tests.ServiceDefaults.Errors;

public sealed class ErrorPlaceTests
{
    private const string Here = "Promozilla.Tests.ServiceDefaults.Errors.ErrorPlaceTests";

    [Theory]
    [InlineData("   at Promozilla.Worker.Runs.RunPoll.TickAsync(CancellationToken cancellationToken) in /src/RunPoll.cs:line 47", "Promozilla.Worker.Runs.RunPoll.TickAsync")]
    [InlineData("   at Promozilla.Messaging.MessageConsumer`2.FailureAsync(TMessage message)", "Promozilla.Messaging.MessageConsumer.FailureAsync")]
    [InlineData("   at Promozilla.Worker.Sql.Array[T,TValue](IReadOnlyList`1 rows)", "Promozilla.Worker.Sql.Array")]
    [InlineData("   at Promozilla.Web.Cards.CardEndpoints.<>c.<MapCards>b__3_0(HttpContext context)", "Promozilla.Web.Cards.CardEndpoints.MapCards")]
    [InlineData("   at Promozilla.Web.Cards.CardEndpoints.<>c__DisplayClass4_1.<<MapCards>b__0>d.MoveNext()", "Promozilla.Web.Cards.CardEndpoints.MapCards")]
    [InlineData("   at Promozilla.Web.Cards.CardEndpoints.<MapCards>g__Draw|7_2(Int32 width)", "Promozilla.Web.Cards.CardEndpoints.MapCards.Draw")]
    [InlineData("   at Promozilla.Worker.Mails.MailLoop.<SendAsync>d__8.MoveNext()", "Promozilla.Worker.Mails.MailLoop.SendAsync")]
    [InlineData("   at Program.<Main>$(String[] args)", "Program.Main$")]
    [InlineData("--- End of stack trace from previous location ---", null)]
    [InlineData("", null)]
    public void A_frame_is_type_and_method_without_what_moves_or_the_compiler_adds(string line, string? frame) => Assert.Equal(frame, ErrorPlace.Frame(line));

    [Fact]
    public void Two_lines_of_one_method_are_one_place_and_two_methods_are_two()
    {
        var (first, second, other) = (Caught(() => Throw(1)), Caught(() => Throw(2)), Caught(() => Parse("no number")));
        Assert.Equal($"{Here}.Throw", ErrorPlace.Of(first, "x").Place);
        Assert.Equal(ErrorPlace.Of(first, "x").Fingerprint("web"), ErrorPlace.Of(second, "y").Fingerprint("web"));
        Assert.NotEqual(ErrorPlace.Of(first, "x").Fingerprint("web"), ErrorPlace.Of(first, "x").Fingerprint("worker"));
        // Thrown by the framework: its place is ours that called.
        Assert.Equal(new ErrorPlace("System.FormatException", $"{Here}.Parse"), ErrorPlace.Of(other, "x"));
    }

    [Fact]
    public async Task An_asynchronous_method_a_lambda_and_a_generic_one_have_their_own_names()
    {
        Assert.Equal($"{Here}.WaitAsync", ErrorPlace.Of(await CaughtAsync(WaitAsync), "x").Place);
        Assert.Equal($"{Here}.Of", ErrorPlace.Of(Caught(() => Of<int, string>()), "x").Place);
        Func<Task> lambda = async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("in a lambda");
        };
        Assert.Equal($"{Here}.{nameof(An_asynchronous_method_a_lambda_and_a_generic_one_have_their_own_names)}", ErrorPlace.Of(await CaughtAsync(lambda), "x").Place);
    }

    [Fact]
    public void Wrappings_are_taken_off_and_what_was_never_thrown_has_its_loggers_place()
    {
        var core = Caught(() => Throw(1));
        Assert.Equal(ErrorPlace.Of(core, "x"), ErrorPlace.Of(new AggregateException(new TargetInvocationException(core)), "x"));
        Assert.Equal(new ErrorPlace("System.InvalidOperationException", "Some.Category"), ErrorPlace.Of(new InvalidOperationException("never thrown"), "Some.Category"));
        Assert.Equal("System.AggregateException", ErrorPlace.Of(new AggregateException(core, core), "x").Type);
    }

    private static void Throw(int line)
    {
        if (line == 1) throw new InvalidOperationException("one");
        throw new InvalidOperationException("two");
    }

    private static void Parse(string text) => Assert.Equal(0, int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static void Of<TOne, TOther>() => throw new NotSupportedException($"{typeof(TOne)} {typeof(TOther)}");

    private static async Task WaitAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("later");
    }

    private static Exception Caught(Action action) => Record.Exception(action)!;

    private static async Task<Exception> CaughtAsync(Func<Task> action) => (await Record.ExceptionAsync(action))!;
}
