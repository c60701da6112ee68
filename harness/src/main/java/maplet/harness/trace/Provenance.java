package maplet.harness.trace;

import java.util.List;

/// Where a trace comes from, in enough detail to record it again.
///
/// @param recorded how, in one line for people
/// @param packages software that took part, each as name and version
/// @param command that recorded or generated it
public record Provenance(String recorded, List<String> packages, String command) {
  public Provenance {
    packages = List.copyOf(packages);
  }
}
