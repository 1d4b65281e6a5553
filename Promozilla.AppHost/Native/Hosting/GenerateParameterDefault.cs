namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when configuration gives none.</summary>
public abstract class ParameterDefault;

/// <summary>A generated one. The native engine's secrets are all of one shape: 22 letters and digits.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; }

    public bool Special { get; set; } = true;
}
