namespace Promozilla.Worker.Mails;

/// <summary>What a mail server answered; Code is its three digits.</summary>
internal readonly record struct SmtpReply(int Code, string Text)
{
    public bool IsFine => Code is >= 200 and < 300;

    public bool IsGoOn => Code is >= 300 and < 400;

    public bool IsForGood => Code is >= 500 and < 600;

    /// <summary>It says something about the connection or our name, not about the mail: closing down, or (530 to 538) authentication.</summary>
    public bool IsOfTheServer => Code is 421 or 454 or (>= 530 and <= 538);

    public override string ToString() => $"{Code} {Text}";
}
