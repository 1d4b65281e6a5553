namespace Promozilla.Web;

/// <summary>All words that people read: Texts.resx (European Portuguese, "tu") and Texts.en.resx.</summary>
public sealed class Texts;
