package org.postura.transforms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.postura.run.Packet;

/** Packets as the lines of their plan. */
public final class PacketCoder extends AtomicCoder<Packet> {
  private static final StringUtf8Coder LINE = StringUtf8Coder.of();

  public static PacketCoder of() {
    return new PacketCoder();
  }

  @Override
  public void encode(Packet packet, OutputStream out) throws IOException {
    LINE.encode(packet.line(), out);
  }

  @Override
  public Packet decode(InputStream in) throws IOException {
    return Packet.parse(LINE.decode(in));
  }
}
