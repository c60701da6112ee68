package maplet.harness.explore;

/// What an exploration has done.
///
/// @param transitions operations tried in a state, with every oracle on; one for each way in which
///   the allocator can fail, and one where it doesn't
/// @param refusals those of them in which the allocator refused a request
/// @param questions operations asked in a state that change nothing: walks, queries, accesses
public record Counts(long transitions, long refusals, long questions) {
  static final Counts NONE = new Counts(0, 0, 0);

  Counts plus(Counts more) {
    return new Counts(
        transitions + more.transitions, refusals + more.refusals, questions + more.questions);
  }
}
