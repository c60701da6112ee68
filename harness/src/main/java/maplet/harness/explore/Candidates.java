package maplet.harness.explore;

import java.util.Arrays;

/// States that one worker has reached from some others, in the order in which it reached them;
/// whether they are new is found out later.
final class Candidates {
  private long[] fingerprints = new long[2 * 64];
  private int[] parents = new int[64];
  private short[] operations = new short[64];
  private int size;

  void add(long high, long low, int parent, int operation) {
    if (size == parents.length) {
      fingerprints = Arrays.copyOf(fingerprints, 4 * size);
      parents = Arrays.copyOf(parents, 2 * size);
      operations = Arrays.copyOf(operations, 2 * size);
    }
    fingerprints[2 * size] = high;
    fingerprints[2 * size + 1] = low;
    parents[size] = parent;
    operations[size] = (short) operation;
    size++;
  }

  /// Adds those that are new to the store.
  void addTo(StateStore store) {
    for (int i = 0; i < size; i++) {
      long high = fingerprints[2 * i];
      long low = fingerprints[2 * i + 1];
      if (!store.contains(high, low)) {
        store.add(high, low, parents[i], operations[i]);
      }
    }
  }
}
