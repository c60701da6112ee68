package maplet.harness.subject;

/// What an answer is about that isn't one of the model's.
public enum Notice {
  /// The answer is one of the model's.
  NONE,
  /// Nothing has changed; the subject wants to be asked again.
  AGAIN,
  /// The subject doesn't widen permissions; nothing has changed.
  WIDENING_REFUSED,
  /// Out of frames after a part of the range, which stays done: [Subject#done].
  PARTLY_DONE,
  /// The implementation panicked, and its adapter caught that.
  PANICKED,
  /// The subject doesn't have this operation.
  NOT_SUPPORTED,
  /// The answer's code means nothing: [Subject#code].
  UNDOCUMENTED
}
