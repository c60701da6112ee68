package maplet.impl.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// What happened to simulated memory, in order: stores, frames that come and go, invalidations.
///
/// An event is a kind and three operands, kept in one array of longs, so that recording doesn't
/// allocate (but when the array grows). The log stands for what a checker must know of a machine: a
/// walker in hardware sees the stores one by one, and translations that it remembers end with an
/// invalidation. An invalidation event stands for the architecture's complete sequence, barriers
/// included, and keeps the operand exactly as the instruction takes it.
public final class EventLog {
  /// A 64-bit store: address, old word, new word.
  public static final int STORE = 1;

  /// A frame filled with zeros: address.
  public static final int ZERO = 2;

  /// Frames handed out: address of the first, number of frames.
  public static final int ALLOCATE = 3;

  /// A request for frames refused: number of frames.
  public static final int REFUSE = 4;

  /// Frames given back: address of the first, number of frames.
  public static final int FREE = 5;

  /// Translations of one guest address invalidated: the instruction's operand.
  public static final int INVALIDATE_ADDRESS = 6;

  /// All translations of this address space invalidated.
  public static final int INVALIDATE_ALL = 7;

  private static final int WORDS = 4;

  private long[] words = new long[WORDS * 1024];
  private int used;

  /// Forgets all events.
  public void clear() {
    used = 0;
  }

  /// Number of events since the log was last cleared.
  public int size() {
    return used / WORDS;
  }

  /// The kind of an event, one of this class's constants.
  public int kind(int index) {
    return (int) words[index * WORDS];
  }

  /// The event's first operand.
  public long first(int index) {
    return words[index * WORDS + 1];
  }

  /// The event's second operand.
  public long second(int index) {
    return words[index * WORDS + 2];
  }

  /// The event's third operand.
  public long third(int index) {
    return words[index * WORDS + 3];
  }

  /// Adds events that somebody else recorded.
  ///
  /// @param source four words each: the kind and three operands
  /// @param count of events, 0 or more
  public void addAll(MemorySegment source, int count) {
    int added = WORDS * count;
    if (used + added > words.length) {
      words = Arrays.copyOf(words, Math.max(2 * words.length, used + added));
    }
    MemorySegment.copy(source, ValueLayout.JAVA_LONG, 0, words, used, added);
    used += added;
  }

  /// Adds an event; operands that the kind doesn't have are zero.
  public void add(int kind, long first, long second, long third) {
    if (used == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[used] = kind;
    words[used + 1] = first;
    words[used + 2] = second;
    words[used + 3] = third;
    used += WORDS;
  }
}
