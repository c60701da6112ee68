package maplet.harness.explore;

import java.util.Arrays;
import org.apache.commons.lang3.Validate;

/// The states found so far: each one's fingerprint, and the state and the operation that it was
/// first reached by.
///
/// States are numbered from 0, the empty state, in the order of their addition. May be read by many
/// threads as long as nobody adds.
final class StateStore {
  private static final int BLOCK_SHIFT = 16;
  private static final int BLOCK = 1 << BLOCK_SHIFT;
  private static final int NO_PARENT = -1;

  /// Bytes of a state in its block: the fingerprint, the parent and the operation.
  private static final int STATE_BYTES = 2 * Long.BYTES + Integer.BYTES + Short.BYTES;

  private long[][] fingerprints = new long[8][];
  private int[][] parents = new int[8][];
  private short[][] operations = new short[8][];
  private int[] index = new int[BLOCK];
  private int size;

  /// Adds the empty state.
  void addFirst(long high, long low) {
    Validate.isTrue(size == 0, "size (%d) must be 0", size);
    add(high, low, NO_PARENT, 0);
  }

  /// Adds a state that isn't there yet.
  ///
  /// @param parent number of the state that it was reached from
  /// @param operation number of the world's operation that leads there from the parent
  void add(long high, long low, int parent, int operation) {
    if (size == index.length / 2) {
      growIndex();
    }
    int block = size >>> BLOCK_SHIFT;
    if (block == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * block);
      parents = Arrays.copyOf(parents, 2 * block);
      operations = Arrays.copyOf(operations, 2 * block);
    }
    int at = size & BLOCK - 1;
    if (at == 0) {
      fingerprints[block] = new long[2 * BLOCK];
      parents[block] = new int[BLOCK];
      operations[block] = new short[BLOCK];
    }
    fingerprints[block][2 * at] = high;
    fingerprints[block][2 * at + 1] = low;
    parents[block][at] = parent;
    operations[block][at] = (short) operation;
    index[slot(high, low)] = ++size;
  }

  boolean contains(long high, long low) {
    return index[slot(high, low)] != 0;
  }

  int size() {
    return size;
  }

  long high(int state) {
    return fingerprints[state >>> BLOCK_SHIFT][2 * (state & BLOCK - 1)];
  }

  long low(int state) {
    return fingerprints[state >>> BLOCK_SHIFT][2 * (state & BLOCK - 1) + 1];
  }

  /// The state that a state was first reached from; not for state 0.
  int parent(int state) {
    return parents[state >>> BLOCK_SHIFT][state & BLOCK - 1];
  }

  /// The operation that a state was first reached by; not for state 0.
  int operation(int state) {
    return operations[state >>> BLOCK_SHIFT][state & BLOCK - 1];
  }

  /// Operations from the empty state to a state; a shortest way.
  int depth(int state) {
    int depth = 0;
    for (int at = state; at != 0; at = parent(at)) {
      depth++;
    }
    return depth;
  }

  /// The operations from the empty state to a state, in their order.
  ///
  /// @param way receives them, from the first element on
  /// @return their number
  int way(int state, int[] way) {
    int depth = depth(state);
    int at = state;
    for (int i = depth - 1; i >= 0; i--) {
      way[i] = operation(at);
      at = parent(at);
    }
    return depth;
  }

  /// Bytes that the states take up.
  long bytes() {
    long blocks = (size + BLOCK - 1L) / BLOCK;
    return blocks * BLOCK * STATE_BYTES + (long) index.length * Integer.BYTES;
  }

  private int slot(long high, long low) {
    int mask = index.length - 1;
    int slot = (int) high & mask;
    while (index[slot] != 0) {
      int state = index[slot] - 1;
      if (high(state) == high && low(state) == low) {
        break;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void growIndex() {
    index = new int[Math.multiplyExact(2, index.length)];
    for (int state = 0; state < size; state++) {
      index[slot(high(state), low(state))] = state + 1;
    }
  }
}
