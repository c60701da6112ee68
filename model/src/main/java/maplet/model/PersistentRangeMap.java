package maplet.model;

/// The store behind [GuestAddressSpace]: a variable that holds an immutable tree of runs.
///
/// Every operation takes O(log n) steps. A snapshot is the tree itself, and going back to one is an
/// assignment, which is why operations on immutable address spaces can share the rules with
/// campaigns.
final class PersistentRangeMap implements RangeMap {
  private final boolean coalesce;
  private RunTree runs;
  private RunTree position = RunTree.EMPTY;

  /// A map with the runs of a tree.
  ///
  /// @param coalesce as in [ChunkedRangeMap]; the tree must have been made with the same
  PersistentRangeMap(boolean coalesce, RunTree runs) {
    this.coalesce = coalesce;
    this.runs = runs;
  }

  /// The runs as they are now; later changes of the map don't affect them.
  RunTree snapshot() {
    return runs;
  }

  @Override
  public boolean seek(long address) {
    position = runs.seek(address);
    return !position.isEmpty();
  }

  @Override
  public boolean next() {
    return seek(position.end);
  }

  @Override
  public long start() {
    return position.start;
  }

  @Override
  public long end() {
    return position.end;
  }

  @Override
  public long delta() {
    return position.delta;
  }

  @Override
  public int tag() {
    return position.tag;
  }

  @Override
  public void assign(long start, long end, long delta, int tag) {
    RunTree lower = runs.below(start);
    RunTree upper = runs.from(end);
    long from = start;
    long to = end;
    RunTree previous = lower.last();
    if (continues(previous, previous.end, start, delta, tag)) {
      from = previous.start;
      lower = lower.below(from);
    }
    RunTree following = upper.seek(end);
    if (continues(following, following.start, end, delta, tag)) {
      to = following.end;
      upper = upper.from(to);
    }
    runs = lower.join(RunTree.run(from, to, delta, tag)).join(upper);
  }

  private boolean continues(RunTree neighbour, long edge, long address, long delta, int tag) {
    return coalesce
        && !neighbour.isEmpty()
        && edge == address
        && neighbour.delta == delta
        && neighbour.tag == tag;
  }

  @Override
  public void erase(long start, long end) {
    runs = runs.below(start).join(runs.from(end));
  }

  @Override
  public int size() {
    return runs.size;
  }

  @Override
  public void clear() {
    runs = RunTree.EMPTY;
  }
}
