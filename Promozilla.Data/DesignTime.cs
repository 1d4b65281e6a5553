using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Promozilla.Data;

// Compiled only to write migrations (EFDESIGN=true): the tool wants a program and a way to make the context.
return 0;

internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<PromozillaDbContext>
{
    public PromozillaDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
