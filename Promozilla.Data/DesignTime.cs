using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Promozilla.Data;

/// <summary>How `dotnet ef` makes the context when a migration is written.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<PromozillaDbContext>
{
    public PromozillaDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
