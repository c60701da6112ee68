package maplet.harness.sequence;

import java.util.Arrays;
import maplet.model.Access;

/// The operations of one sequence, in the order in which they ran, kept in one array of longs so
/// that recording costs a campaign next to nothing.
public final class RecordedSequence {
  /// Words in which an operation is encoded.
  public static final int WORDS = 10;

  private static final int ACCESS_SHIFT = 8;
  private static final int POPULATE_SHIFT = 12;
  private static final int HEIGHT_SHIFT = 13;
  private static final int ALLOW_HUGE_SHIFT = 63;
  private static final int REFUSE_ONCE_SHIFT = 62;
  private static final int ATTRIBUTES_SHIFT = 16;
  private static final int REFUSE_SHIFT = 32;
  private static final int MOST_REFUSED = (1 << REFUSE_ONCE_SHIFT - REFUSE_SHIFT) - 1;

  private long[] words = new long[WORDS * 64];
  private int used;

  /// Forgets all operations.
  public void clear() {
    used = 0;
  }

  /// Number of operations.
  public int size() {
    return used / WORDS;
  }

  /// Adds the slot's operation at the end.
  public void add(OperationSlot slot) {
    if (used == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    used += WORDS;
    set(size() - 1, slot);
  }

  /// Replaces an operation.
  ///
  /// @param index 0 to `size() - 1`
  public void set(int index, OperationSlot slot) {
    encode(slot, words, index * WORDS);
  }

  /// Encodes an operation in [#WORDS] words, from index `at` on.
  public static void encode(OperationSlot slot, long[] words, int at) {
    words[at] =
        slot.kind.ordinal()
            | (long) slot.access.ordinal() << ACCESS_SHIFT
            | (slot.populate ? 1L << POPULATE_SHIFT : 0)
            | (slot.height & 7L) << HEIGHT_SHIFT
            | (slot.allowHuge ? 1L << ALLOW_HUGE_SHIFT : 0)
            | (slot.attributes & 0xffffL) << ATTRIBUTES_SHIFT
            | (slot.refuseOnce ? 1L << REFUSE_ONCE_SHIFT : 0)
            | (slot.refuseFrom & (long) MOST_REFUSED) << REFUSE_SHIFT;
    words[at + 1] = slot.gpa;
    words[at + 2] = slot.hpa;
    words[at + 3] = slot.size;
    words[at + 4] = slot.seed;
    words[at + 5] = slot.alignment;
    words[at + 6] = slot.limitStart;
    words[at + 7] = slot.limitEnd;
    words[at + 8] = slot.flips;
    words[at + 9] = slot.others;
  }

  /// Copies an operation to the slot.
  ///
  /// @param index 0 to `size() - 1`
  public void get(int index, OperationSlot slot) {
    decode(words, index * WORDS, slot);
  }

  /// Reads an operation from [#WORDS] words, from index `at` on.
  public static void decode(long[] words, int at, OperationSlot slot) {
    long header = words[at];
    slot.kind = OperationKind.of((int) header & 0xff);
    slot.access = Access.of((int) (header >>> ACCESS_SHIFT) & 0xf);
    slot.populate = (header >>> POPULATE_SHIFT & 1) != 0;
    slot.height = (int) (header >>> HEIGHT_SHIFT) & 7;
    slot.allowHuge = (header >>> ALLOW_HUGE_SHIFT & 1) != 0;
    slot.attributes = (int) (header >>> ATTRIBUTES_SHIFT) & 0xffff;
    slot.refuseOnce = (header >>> REFUSE_ONCE_SHIFT & 1) != 0;
    slot.refuseFrom = (int) (header >>> REFUSE_SHIFT) & MOST_REFUSED;
    slot.gpa = words[at + 1];
    slot.hpa = words[at + 2];
    slot.size = words[at + 3];
    slot.seed = words[at + 4];
    slot.alignment = words[at + 5];
    slot.limitStart = words[at + 6];
    slot.limitEnd = words[at + 7];
    slot.flips = words[at + 8];
    slot.others = words[at + 9];
  }

  /// A copy of the first operations.
  ///
  /// @param count 0 to `size()`
  public RecordedSequence prefix(int count) {
    RecordedSequence copy = new RecordedSequence();
    copy.words = Arrays.copyOf(words, Math.max(WORDS, count * WORDS));
    copy.used = count * WORDS;
    return copy;
  }

  /// A copy without the operations from `from` up to but not including `to`.
  public RecordedSequence without(int from, int to) {
    RecordedSequence copy = prefix(size());
    System.arraycopy(words, to * WORDS, copy.words, from * WORDS, used - to * WORDS);
    copy.used -= (to - from) * WORDS;
    return copy;
  }
}
