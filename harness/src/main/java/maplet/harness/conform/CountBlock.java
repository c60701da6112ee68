package maplet.harness.conform;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/// Numbers that one process writes and another reads whole or not at all, whenever either ends: two
/// copies that are written in turn, each with its age and a check word over all of it.
///
/// What the numbers mean is the writer's and the reader's business. A store that strays into the
/// block can spoil a copy, but can't make numbers of its own.
final class CountBlock {
  private static final int AGE = 0;
  private static final int CHECK = 1;
  private static final int FIRST = 2;

  private final MemorySegment words;
  private final int count;
  private long age;

  /// @param words both copies, see [#words]
  /// @param count how many numbers there are
  CountBlock(MemorySegment words, int count) {
    this.words = words;
    this.count = count;
  }

  /// How many words a block of so many numbers takes.
  static int words(int count) {
    return 2 * (FIRST + count);
  }

  /// Writes all numbers.
  void write(long[] numbers) {
    age++;
    long at = copy(age);
    set(at + CHECK, 0); // whoever reads now takes the other copy
    VarHandle.releaseFence();
    set(at + AGE, age);
    MemorySegment.copy(numbers, 0, words, ValueLayout.JAVA_LONG, (at + FIRST) * Long.BYTES, count);
    VarHandle.releaseFence();
    set(at + CHECK, Checksum.of(age, numbers, count));
  }

  /// The numbers as they were last written, as far as they are whole.
  ///
  /// @return empty where neither copy is
  Optional<long[]> read() {
    long first = get(copy(0) + AGE);
    long second = get(copy(1) + AGE);
    Optional<long[]> newer = read(first > second ? 0 : 1);
    return newer.isPresent() ? newer : read(first > second ? 1 : 0);
  }

  private Optional<long[]> read(int which) {
    long at = copy(which);
    long check = get(at + CHECK);
    VarHandle.acquireFence();
    long read = get(at + AGE);
    long[] numbers = new long[count];
    MemorySegment.copy(words, ValueLayout.JAVA_LONG, (at + FIRST) * Long.BYTES, numbers, 0, count);
    VarHandle.acquireFence();
    boolean isWhole =
        read > 0 && check == Checksum.of(read, numbers, count) && check == get(at + CHECK);
    age = isWhole ? Math.max(age, read) : age;
    return isWhole ? Optional.of(numbers) : Optional.empty();
  }

  private long copy(long ofAge) {
    return (ofAge & 1) * (FIRST + count);
  }

  private long get(long index) {
    return words.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  private void set(long index, long value) {
    words.setAtIndex(ValueLayout.JAVA_LONG, index, value);
  }
}
