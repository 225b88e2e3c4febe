using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LlmTracing.Bench;

/// <summary>A protobuf message that grows field by field.</summary>
internal sealed class Protobuf
{
    private readonly ArrayBufferWriter<byte> written = new();

    public byte[] ToArray() => written.WrittenSpan.ToArray();

    public Protobuf Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public Protobuf Message(int field, Protobuf message) => Bytes(field, message.ToArray());

    public Protobuf Number(int field, long number)
    {
        Varint((uint)field << 3);
        Varint((ulong)number);
        return this;
    }

    public Protobuf Fixed(int field, long bits)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, bits);
        Varint(((uint)field << 3) | 1);
        written.Write(eight);
        return this;
    }

    public Protobuf Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Varint(((uint)field << 3) | 2);
        Varint((uint)bytes.Length);
        written.Write(bytes);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            written.Write([(byte)(value | 0x80)]);
        }

        written.Write([(byte)value]);
    }
}
