package maplet.harness.cli;

/// What is still said when a run is interrupted, by Ctrl-C or a polite signal: the process ends
/// after that, with 130 or 143.
final class Interruption implements AutoCloseable {
  private final Thread last;

  /// @param lastWords run in a thread of its own while the run goes on
  Interruption(Runnable lastWords) {
    last = new Thread(lastWords);
    Runtime.getRuntime().addShutdownHook(last);
  }

  /// The run has come to its end.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(last);
    } catch (IllegalStateException e) {
      return; // interrupted just now: the last words are being said
    }
  }
}
