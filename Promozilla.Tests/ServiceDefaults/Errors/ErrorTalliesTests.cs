using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Tests.Worker;
using RabbitMQ.Client.Exceptions;
using StackExchange.Redis;

namespace Promozilla.Tests.ServiceDefaults.Errors;

public sealed class ErrorTalliesTests : IDisposable
{
    private readonly MovableClock clock = new();
    private readonly ErrorTallies tallies;
    private readonly ServiceProvider services;
    private readonly ILogger logger;

    public ErrorTalliesTests()
    {
        tallies = new ErrorTallies("test", clock);
        services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new ErrorLog(tallies))).BuildServiceProvider();
        logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Promozilla.Test");
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public void Ten_thousand_errors_wait_for_nobody_and_every_one_is_counted()
    {
        long counted = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, mine) => { if (instrument.Name == "promozilla.errors") mine.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new("type", typeof(FloodException).FullName))) Interlocked.Add(ref counted, value);
        });
        listener.Start();

        // Nobody takes them meanwhile.
        var watch = Stopwatch.StartNew();
        Parallel.For(0, 10_000, number => Fail(new FloodException($"number {number} of ana@example.pt")));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        var group = Assert.Single(tallies.Take()!.Groups);
        Assert.Equal(10_000, group.Count);
        Assert.Equal(10_000, counted);
        Assert.Equal(5, group.Recent.Count);
        Assert.DoesNotContain("ana@", group.Message + group.Stack, StringComparison.Ordinal);
        Assert.Null(tallies.Take());
    }

    [Fact]
    public void More_kinds_than_can_be_are_dropped_and_go_in_batches()
    {
        for (var number = 0; number < ErrorTallies.MostGroups + 30; number++) tallies.Add(new InvalidOperationException("never thrown"), $"Category{number}");
        var batches = new List<ErrorBatch>();
        while (tallies.Take() is { } batch) batches.Add(batch);
        Assert.Equal(ErrorTallies.MostGroups, batches.Sum(batch => batch.Groups.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Groups.Count, 1, ErrorTallies.MostInBatch));
        Assert.Equal(batches.Count, batches.Select(batch => batch.Id).Distinct().Count());
        Assert.All(batches, batch => Assert.Equal(("test", ProgramVersion.Current.ToString()), (batch.Service, batch.Release)));
    }

    [Fact]
    public void One_exception_that_two_log_on_its_way_out_is_one_error_and_in_another_trace_it_is_another()
    {
        using var source = new ActivitySource(nameof(ErrorTalliesTests));
        using var listener = new ActivityListener { ShouldListenTo = one => one.Name == nameof(ErrorTalliesTests), Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        var error = new FloodException("the same");
        string trace;
        using (var activity = source.StartActivity("GET /p/{slug}"))
        {
            trace = activity!.TraceId.ToString();
            Fail(error);
            Say(error);
        }

        var group = Assert.Single(tallies.Take()!.Groups);
        Assert.Equal((1, trace, "GET /p/{slug}"), (group.Count, group.Recent[0].TraceId, group.Recent[0].Doing));
        using (source.StartActivity("GET /")) Fail(error);
        Assert.Equal(1, Assert.Single(tallies.Take()!.Groups).Count);
    }

    [Fact]
    public void Only_errors_with_an_exception_count()
    {
#pragma warning disable CA1848 // The test is about any logging.
        var retried = new FloodException("a try that is made again");
        logger.LogWarning(retried, "warning");
        logger.LogError("a dead letter");
#pragma warning restore CA1848
        Assert.Null(tallies.Take());
        Say(new FloodException("the start failed"));
        Assert.Single(tallies.Take()!.Groups);
    }

    public static TheoryData<string, Exception, bool> Kinds => new()
    {
        { "database stops", new PostgresException("terminating", "FATAL", "FATAL", "57P01"), true },
        { "database full of sessions", new PostgresException("too many", "FATAL", "FATAL", "53300"), true },
        { "database away", new InvalidOperationException("transient", new NpgsqlException("Failed to connect", new SocketException(111))), true },
        { "database's disk is full", new PostgresException("no space", "ERROR", "ERROR", "53100"), false },
        { "table is missing", new PostgresException("no table", "ERROR", "ERROR", "42P01"), false },
        { "statement too slow", new NpgsqlException("Exception while reading from stream", new TimeoutException()), false },
        { "pool is dry", new NpgsqlException("The connection pool has been exhausted", new TimeoutException()), false },
        { "cache away", Bare<RedisConnectionException>(), true },
        { "cache refuses", Bare<RedisServerException>(), false },
        { "broker away", new BrokerUnreachableException(new SocketException(111)), true },
        { "broker stops", new AlreadyClosedException(new RabbitMQ.Client.Events.ShutdownEventArgs(RabbitMQ.Client.ShutdownInitiator.Peer, 320, "CONNECTION_FORCED")), true },
        { "queue is otherwise", new OperationInterruptedException(new RabbitMQ.Client.Events.ShutdownEventArgs(RabbitMQ.Client.ShutdownInitiator.Peer, 406, "PRECONDITION_FAILED")), false },
        { "bucket away", new HttpRequestException("refused", new SocketException(111)), false },
        { "disk", new IOException("No space left on device"), false },
        { "caller's", new BadHttpRequestException("too long"), true },
        { "ours", new ArgumentNullException("x"), false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_outage_that_health_tells_and_a_callers_mistake_are_no_group_and_all_else_is(string kind, Exception error, bool isExpected)
    {
        tallies.Add(error, "Promozilla.Test");
        Assert.True(tallies.Take() is null == isExpected, kind);
    }

    [Fact]
    public void What_is_cancelled_counts_until_the_process_stops()
    {
        tallies.Add(new OperationCanceledException("a limit of ours"), "Promozilla.Test");
        Assert.NotNull(tallies.Take());
        tallies.IsStopping = true;
        tallies.Add(new TaskCanceledException("at the stop"), "Promozilla.Test");
        Assert.Null(tallies.Take());
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Update")]
    [InlineData("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService")]
    [InlineData("Promozilla.ServiceDefaults.Errors.ErrorShipping")]
    public void Who_only_passes_on_is_not_heard(string category)
    {
        var error = new FloodException("x");
#pragma warning disable CA1848
        services.GetRequiredService<ILoggerFactory>().CreateLogger(category).LogError(error, "x");
#pragma warning restore CA1848
        Assert.Null(tallies.Take());
    }

    private void Fail(Exception error)
    {
        try
        {
            throw error;
        }
        catch (FloodException caught)
        {
            Say(caught);
        }
    }

#pragma warning disable CA1848
    private void Say(Exception error) => logger.LogError(error, "failed");
#pragma warning restore CA1848

    /// <summary>Its client makes them, nobody else.</summary>
    private static T Bare<T>()
        where T : Exception => (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T));

    private sealed class FloodException(string message) : Exception(message);
}
