package maplet.harness.sequence;

import java.util.List;

/// Choices from a list, which jqwik can shrink; zero for ever after its end.
public final class ListedChoices implements ChoiceSource {
  private final List<Integer> choices;
  private int next;

  public ListedChoices(List<Integer> choices) {
    this.choices = choices;
  }

  @Override
  public int choose(int bound) {
    return (int) chooseLong(bound);
  }

  @Override
  public long chooseLong(long bound) {
    long choice = next < choices.size() ? choices.get(next++) : 0;
    // Spread over the whole range, so that a 32-bit choice reaches large bounds.
    return Math.unsignedMultiplyHigh(choice * 0x9e3779b97f4a7c15L, bound);
  }
}
