namespace Promozilla.ServiceDefaults.Settings;

/// <summary>The options' section is a package's too: what that reads there, by the properties of its own settings class, is known as well.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharedWithAttribute(Type settings) : Attribute
{
    public Type Settings => settings;

    /// <summary>What is decided here, or leads nowhere: to set it would be a mistake.</summary>
    public string[] Without { get; set; } = [];
}
