using System.Text;

namespace NixOci.Language.Source;

/// <summary>
/// Converts between byte text (one character per byte, as all Nix strings are kept) and ordinary Unicode text, which is
/// needed only where text enters from or leaves to people.
/// </summary>
public static class ByteText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Unicode text as byte text.</summary>
    public static string FromUnicode(string text)
        => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Utf8.GetBytes(text));

    /// <summary>Byte text as Unicode text; bytes that are not UTF-8 become replacement characters.</summary>
    public static string ToUnicode(string byteText)
        => Ascii.IsValid(byteText) ? byteText : Utf8.GetString(Encoding.Latin1.GetBytes(byteText));

    /// <summary>The bytes of byte text.</summary>
    public static byte[] ToBytes(string byteText) => Encoding.Latin1.GetBytes(byteText);

    /// <summary>Byte text of bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
