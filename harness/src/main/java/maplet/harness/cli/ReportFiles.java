package maplet.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import maplet.harness.verdict.ConformReport;
import maplet.harness.verdict.JUnitReport;
import maplet.harness.verdict.MarkdownReport;
import maplet.harness.verdict.ReportJson;
import maplet.harness.verdict.SarifReport;
import picocli.CommandLine.Option;

/// The files that a report is written to. That they can be is seen before the run; whatever happens
/// to them later takes nothing from what is printed.
final class ReportFiles {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--junit", paramLabel = "FILE", description = "Write it as JUnit XML.")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--sarif", paramLabel = "FILE", description = "Write it as SARIF 2.1.0.")
  private Optional<Path> sarif = Optional.empty();

  @Option(names = "--markdown", paramLabel = "FILE", description = "Append it as Markdown.")
  private Optional<Path> markdown = Optional.empty();

  /// Opens each file, and makes those that aren't there; nothing in them is changed.
  ///
  /// @throws IllegalArgumentException for one that can't be written
  void open() {
    Map<String, Optional<Path>> files = new LinkedHashMap<>();
    files.put("--json", json);
    files.put("--junit", junit);
    files.put("--sarif", sarif);
    files.put("--markdown", markdown);
    files.forEach((option, file) -> file.ifPresent(path -> open(option, path)));
  }

  private static void open(String option, Path file) {
    try (var _ = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s %s: the file can't be written (%s); give one in a folder that exists"
              .formatted(option, file, e),
          e);
    }
  }

  /// Writes the report.
  ///
  /// @param folder where the findings are
  /// @return what couldn't be written, and why, a line each
  List<String> write(ConformReport report, Path folder) {
    List<String> problems = new ArrayList<>();
    write(json, ReportJson.write(report), false, problems);
    write(junit, JUnitReport.write(report), false, problems);
    Path here = Path.of("").toAbsolutePath();
    Path shown = folder.startsWith(here) ? Path.of(".").resolve(here.relativize(folder)) : folder;
    write(sarif, SarifReport.write(report, shown.toString()), false, problems);
    write(markdown, MarkdownReport.write(report), true, problems);
    return problems;
  }

  private static void write(
      Optional<Path> file, String text, boolean isAppended, List<String> problems) {
    if (file.isEmpty()) {
      return;
    }
    StandardOpenOption how =
        isAppended ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try {
      Files.writeString(file.get(), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      problems.add("the report can't be written to %s: %s".formatted(file.get(), e));
    }
  }
}
