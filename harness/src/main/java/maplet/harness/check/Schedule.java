package maplet.harness.check;

import maplet.harness.sequence.SeededChoices;

/// How long sequences are: short ones before long ones, then mixed.
///
/// A campaign goes in rounds. In each round every regime has one sequence of every workload, so
/// that nobody waits for anybody; the first rounds are short, so that everybody was there soon.
/// Lengths are drawn evenly over their magnitudes, from 20 to 20,000 operations: half of a bug's
/// chances lie in beginning anew, the other half in getting far. Now and then one is much longer,
/// for what shows only in address spaces that have been used for long.
public final class Schedule {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 20_000;
  private static final int MAGNITUDES = 10;

  private static final int VERY_LONG = 200_000;

  /// One sequence in so many is very long, from a round on at which many were run.
  private static final int SELDOM = 256;

  private static final int FIRST_VERY_LONG = 16;

  /// Tells the draw of a length from what the sequence draws.
  private static final long STREAM = -1;

  private Schedule() {}

  /// Operations of a sequence.
  ///
  /// @param seed of the sequence
  /// @param round how many sequences its regime has had before with its workload
  public static int length(long seed, long round) {
    SeededChoices choices = new SeededChoices(SeededChoices.split(seed, STREAM));
    if (round >= FIRST_VERY_LONG && choices.choose(SELDOM) == 0) {
      return VERY_LONG;
    }
    int magnitude = choices.choose((int) Math.min(round + 1, MAGNITUDES));
    int least = SHORTEST << magnitude;
    return round == 0 ? least : Math.min(LONGEST, least + choices.choose(least));
  }
}
