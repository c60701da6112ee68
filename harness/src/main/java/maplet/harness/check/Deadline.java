package maplet.harness.check;

/// The moment at which a run is over. The clock is looked at after each operation of a slow subject
/// and now and then of a fast one, which would otherwise do little else.
public final class Deadline {
  /// A moment that nobody lives to see.
  public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

  private static final int SELDOM = 32;
  private static final long SLOW_NANOS = 1_000_000;

  private final long nanos;
  private final long made = System.nanoTime();
  private int skipped;
  private int left;
  private long looked = made;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /// The moment that comes after some time.
  ///
  /// @param nanos from now
  public static Deadline in(long nanos) {
    return nanos == Long.MAX_VALUE ? NEVER : new Deadline(nanos);
  }

  /// Whether the moment has come, as far as the last look at the clock tells; asked once for each
  /// operation.
  boolean passedSoon() {
    if (left-- > 0) {
      return false;
    }
    long now = System.nanoTime();
    // Doubling, for before its first operation nobody knows whether a subject is fast.
    skipped = now - looked > SLOW_NANOS ? 0 : Math.min(SELDOM, 2 * skipped + 1);
    left = skipped;
    looked = now;
    return now - made >= nanos;
  }

  /// Whether the moment has come.
  public boolean passed() {
    return System.nanoTime() - made >= nanos;
  }
}
