package maplet.harness.prove;

/// The executor met something that it doesn't know; it never guesses.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(String what) {
    super(what);
  }

  RefusedException(String what, Throwable cause) {
    super(what, cause);
  }
}
