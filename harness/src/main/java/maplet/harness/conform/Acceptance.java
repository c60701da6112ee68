package maplet.harness.conform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import maplet.harness.verdict.Expectation;
import maplet.harness.verdict.ExpectationJson;
import maplet.harness.verdict.ExpectationReader;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.Replay;
import org.apache.commons.lang3.Strings;

/// Turns findings into expected divergences, with their traces.
public final class Acceptance {
  private Acceptance() {}

  /// Writes a file of expected divergences, or adds to one.
  ///
  /// @param folder of the findings
  /// @param names of findings, as reports have them: the names of their traces without the ending
  /// @param reason for people
  /// @param file what is there already stays, but for what is about the same findings
  /// @return what was accepted, a line each
  /// @throws IllegalArgumentException for a name that no finding has
  public static List<String> accept(Path folder, List<String> names, String reason, Path file)
      throws IOException {
    FindingStore store = new FindingStore(folder);
    List<Finding> accepted = new ArrayList<>();
    for (String name : names) {
      accepted.add(find(store, folder, name));
    }
    List<Expectation> all =
        new ArrayList<>(Files.exists(file) ? ExpectationReader.read(file) : List.of());
    List<String> lines = new ArrayList<>();
    for (Finding finding : accepted) {
      Expectation expectation = Expectation.of(finding.name(), reason, trace(store, finding));
      all.removeIf(expectation::isAbout);
      all.add(expectation);
      String without =
          expectation.trace().isEmpty() ? ", without a trace: " + finding.replay().text() : "";
      lines.add("accepted: " + expectation + without);
    }
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(whole, ExpectationJson.write(all), StandardCharsets.UTF_8);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return lines;
  }

  private static Finding find(FindingStore store, Path folder, String name) {
    String word = Strings.CS.removeEnd(String.valueOf(Path.of(name).getFileName()), ".jsonl");
    return store.all().stream()
        .filter(finding -> finding.name().word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--accept %s: there is no such finding in %s; it has %s"
                    .formatted(
                        name,
                        folder,
                        store.all().isEmpty()
                            ? "none"
                            : store.all().stream()
                                .map(finding -> finding.name().word())
                                .collect(Collectors.joining(", ")))));
  }

  /// The trace's lines; none where the trace alone doesn't show the finding, for then it would seem
  /// to be stale.
  private static List<String> trace(FindingStore store, Finding finding) throws IOException {
    boolean tells = finding.replay().isByTrace() || finding.replay() == Replay.NOT_TRIED;
    return tells ? Files.readAllLines(store.file(finding.first())) : List.of();
  }
}
