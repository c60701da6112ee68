package maplet.harness.sequence;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The bytes that a seed names: those of [SeededChoices] from that seed, eight at a time, little
/// endian.
///
/// Two places of a pattern, and two patterns, have the same bytes by chance only, so bytes that are
/// moved to a wrong place are noticed.
public final class BytePattern {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final SeededChoices choices = new SeededChoices(0);

  /// Writes the first bytes of a pattern to an array.
  ///
  /// @param from index of the first byte in `target`
  /// @param count bytes
  public void fill(long seed, byte[] target, int from, int count) {
    choices.restart(seed);
    int at = from;
    int whole = from + (count & -Long.BYTES);
    while (at < whole) {
      LONGS.set(target, at, choices.bits());
      at += Long.BYTES;
    }
    long rest = choices.bits();
    while (at < from + count) {
      target[at++] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
  }
}
