package maplet.harness.prove;

/// The executor met something that it doesn't know; it never guesses.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean placed;

  RefusedException(String what) {
    super(what);
    placed = false;
  }

  private RefusedException(String what, RefusedException cause) {
    super(what, cause);
    placed = true;
  }

  RefusedException(String what, Throwable cause) {
    super(what, cause);
    placed = false;
  }

  /// The same with the place where it happened, the innermost that was given.
  RefusedException at(String place) {
    return placed ? this : new RefusedException(getMessage() + ", at " + place, this);
  }
}
