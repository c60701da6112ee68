package maplet.harness.sequence;

/// Choices from a seed: the same seed gives the same choices, on every machine and for ever.
///
/// The generator is SplitMix64, which a campaign can split: the n-th sequence of a campaign has a
/// seed of its own, so any worker may run it and anyone may run it again alone.
public final class SeededChoices implements ChoiceSource {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /// @param seed any value
  public SeededChoices(long seed) {
    restart(seed);
  }

  /// Begins the stream of another seed.
  public void restart(long seed) {
    state = seed;
  }

  /// The seed of the n-th part of the stream that `seed` names.
  public static long split(long seed, long index) {
    return mix(mix(seed + GOLDEN_GAMMA) + index * GOLDEN_GAMMA);
  }

  /// Sixty-four random bits.
  public long bits() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  @Override
  public int choose(int bound) {
    // The high half of a 32x32-bit product is as uniform as the grammar needs, without a division.
    return (int) ((bits() >>> 32) * bound >>> 32);
  }

  @Override
  public long chooseLong(long bound) {
    return Math.unsignedMultiplyHigh(bits(), bound);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
