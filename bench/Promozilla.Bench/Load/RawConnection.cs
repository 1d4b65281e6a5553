using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.Bench.Load;

/// <summary>One connection that is kept: a request goes out as it is, of the answer only its status and its end are looked for.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] Length = "content-length: "u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[1 << 18];
    private int filled;

    public static async Task<RawConnection> OpenAsync(Uri site)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync("127.0.0.1", site.Port);
        return connection;
    }

    /// <returns>The status of the answer, which is read to its end.</returns>
    public async ValueTask<int> AskAsync(byte[] request)
    {
        await socket.SendAsync(request);
        filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) await MoreAsync();
        var body = head + 4;
        if (LengthOf(buffer.AsSpan(0, body)) is { } length)
        {
            while (filled < body + length) await MoreAsync();
        }
        else
        {
            await ChunksAsync(body);
        }

        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask ChunksAsync(int at)
    {
        while (true)
        {
            int end;
            while ((end = buffer.AsSpan(at, filled - at).IndexOf("\r\n"u8)) < 0) await MoreAsync();
            var size = int.Parse(Encoding.ASCII.GetString(buffer, at, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += end + 2 + size + 2;
            while (filled < at) await MoreAsync();
            if (size == 0) return;
        }
    }

    private async ValueTask MoreAsync()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
        if (read == 0) throw new IOException("The site hung up.");
        filled += read;
    }

    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        for (var at = head.IndexOf("\r\n"u8); at >= 0 && at + 2 + Length.Length < head.Length;)
        {
            var line = head[(at + 2)..];
            if (Ascii.EqualsIgnoreCase(line[..Length.Length], Length))
            {
                return Utf8Parser.TryParse(line[Length.Length..], out int length, out _) ? length : null;
            }

            var next = line.IndexOf("\r\n"u8);
            at = next < 0 ? -1 : at + 2 + next;
        }

        return null;
    }
}
