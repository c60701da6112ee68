package maplet.model;

/// An immutable sorted sequence of disjoint runs, as a balanced tree; a node is a tree.
///
/// The tree is a treap whose priorities are a mixing of the runs' first addresses. So its shape
/// depends on the runs alone and not on how they came about, and equal trees are equal node by
/// node. Operations share all but O(log n) nodes with the tree that they are applied to.
final class RunTree {
  /// The tree without runs; the only node that isn't a run.
  static final RunTree EMPTY = new RunTree();

  final long start;
  final long end;
  final long delta;
  final int tag;
  final int size;
  private final RunTree left;
  private final RunTree right;

  private RunTree() {
    start = 0;
    end = 0;
    delta = 0;
    tag = 0;
    size = 0;
    left = this;
    right = this;
  }

  private RunTree(long start, long end, long delta, int tag, RunTree left, RunTree right) {
    this.start = start;
    this.end = end;
    this.delta = delta;
    this.tag = tag;
    this.left = left;
    this.right = right;
    size = left.size + 1 + right.size;
  }

  /// A single run.
  static RunTree run(long start, long end, long delta, int tag) {
    return new RunTree(start, end, delta, tag, EMPTY, EMPTY);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// The node of the first run that ends above the address, or [#EMPTY].
  RunTree seek(long address) {
    RunTree found = EMPTY;
    RunTree node = this;
    while (!node.isEmpty()) {
      if (node.end > address) {
        found = node;
        node = node.left;
      } else {
        node = node.right;
      }
    }
    return found;
  }

  /// The node of the last run, or [#EMPTY].
  RunTree last() {
    RunTree node = this;
    while (!node.right.isEmpty()) {
      node = node.right;
    }
    return node;
  }

  /// What lies below the address; a run that reaches across it is cut.
  RunTree below(long address) {
    if (isEmpty()) {
      return EMPTY;
    }
    if (start >= address) {
      return left.below(address);
    }
    if (end > address) {
      return new RunTree(start, address, delta, tag, left, EMPTY);
    }
    return with(left, right.below(address));
  }

  /// What lies at and above the address; a run that reaches across it is cut.
  RunTree from(long address) {
    RunTree first = seek(address);
    if (first.isEmpty() || first.start >= address) {
      return startingFrom(address);
    }
    // the rest of the cut run has another priority, so it is joined and not put in its place
    return run(address, first.end, first.delta, first.tag).join(startingFrom(first.end));
  }

  private RunTree startingFrom(long address) {
    if (isEmpty()) {
      return EMPTY;
    }
    return start < address ? right.startingFrom(address) : with(left.startingFrom(address), right);
  }

  /// This tree and one whose runs all lie above this one's.
  RunTree join(RunTree above) {
    if (isEmpty()) {
      return above;
    }
    if (above.isEmpty()) {
      return this;
    }
    return priority() > above.priority()
        ? with(left, right.join(above))
        : above.with(join(above.left), above.right);
  }

  // the very same subtrees make the very same tree; comparing them by value would cost O(n)
  @SuppressWarnings("ReferenceEquality")
  private RunTree with(RunTree newLeft, RunTree newRight) {
    return newLeft == left && newRight == right
        ? this
        : new RunTree(start, end, delta, tag, newLeft, newRight);
  }

  /// The first address, mixed; the mixing is one to one, so that no two runs have the same.
  private long priority() {
    long mixed = (start ^ start >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunTree that && (this == that || equalsTree(that));
  }

  private boolean equalsTree(RunTree that) {
    return size == that.size
        && start == that.start
        && end == that.end
        && delta == that.delta
        && tag == that.tag
        && left.equals(that.left)
        && right.equals(that.right);
  }

  @Override
  public int hashCode() {
    if (isEmpty()) {
      return 0;
    }
    int run = (int) priority() + Long.hashCode(end) * 31 + Long.hashCode(delta) * 17 + tag;
    return (left.hashCode() * 31 + run) * 31 + right.hashCode();
  }
}
