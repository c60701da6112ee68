package maplet.harness.verdict;

import java.util.List;

/// How much of what the profile claims a run has exercised in one regime.
///
/// @param claimed things and pairs of a thing with an operation
/// @param missing those of them that weren't exercised
/// @param gaps what is missing in words, those first from which the others follow
public record Exercise(int claimed, int missing, List<Gap> gaps) {
  public Exercise {
    gaps = List.copyOf(gaps);
  }

  /// Something that wasn't exercised.
  ///
  /// @param what as in `page size 2MiB with unmap`
  /// @param fix how it would be
  public record Gap(String what, String fix) {}
}
