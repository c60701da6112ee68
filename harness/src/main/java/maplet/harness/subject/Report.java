package maplet.harness.subject;

/// What a subject tells of what it does, besides the frames that it takes and gives back.
public enum Report {
  /// Each store to a table, when it happens.
  STORES,
  /// Each invalidation, when it happens.
  INVALIDATIONS
}
