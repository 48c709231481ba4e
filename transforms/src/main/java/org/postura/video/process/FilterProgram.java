package org.postura.video.process;

import com.sun.jna.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a classic Berkeley packet filter: instructions that load, compare and return. */
final class FilterProgram {
  static final int INSTRUCTION_BYTES = 8;

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void load(int offset) {
    add(LOAD_WORD, 0, 0, offset);
  }

  FilterProgram ifEqual(int value) {
    return add(JUMP_IF_EQUAL, 0, 1, value);
  }

  FilterProgram unlessEqual(int value) {
    return add(JUMP_IF_EQUAL, 1, 0, value);
  }

  FilterProgram ifAtLeast(int value) {
    return add(JUMP_IF_AT_LEAST, 0, 1, value);
  }

  FilterProgram unlessAnyBit(int bits) {
    return add(JUMP_IF_ANY_BIT, 1, 0, bits);
  }

  void skipUnlessEqual(int value, int instructions) {
    add(JUMP_IF_EQUAL, 0, instructions, value);
  }

  void give(int answer) {
    add(RETURN, 0, 0, answer);
  }

  private FilterProgram add(int code, int ifTrue, int ifFalse, int value) {
    ByteBuffer instruction = ByteBuffer.allocate(INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    instruction.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
    bytes.writeBytes(instruction.array());
    return this;
  }

  Memory memory() {
    Memory memory = new Memory(bytes.size());
    memory.write(0, bytes.toByteArray(), 0, bytes.size());
    return memory;
  }
}
