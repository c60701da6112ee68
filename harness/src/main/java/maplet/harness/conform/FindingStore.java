package maplet.harness.conform;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceWriter;
import maplet.harness.verdict.Example;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingJson;
import maplet.harness.verdict.FindingName;

/// The folder of findings: for each what is known of it (`NAME.finding.json`) and a trace for each
/// of its examples (`NAME.jsonl`, `NAME.2.jsonl`, ...). Files appear whole, by renaming, so that a
/// process may be killed at any time. Files that aren't of this kind are left alone.
final class FindingStore {
  private static final String SUFFIX = ".finding.json";
  private static final String TRACE = ".jsonl";
  private static final long FLUSH_NANOS = 1_000_000_000L;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Map<FindingName, Finding> findings = new TreeMap<>();
  private final Set<FindingName> recounted = new HashSet<>();
  private long flushed = System.nanoTime();

  /// Opens a folder, and makes it where there is none.
  FindingStore(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file).ifPresent(finding -> findings.put(finding.name(), finding));
      }
    }
  }

  /// A finding that this class has written; empty for anything else.
  private static Optional<Finding> read(Path file) throws IOException {
    try {
      Finding finding = FindingJson.read(JSON.readTree(file.toFile()));
      String name = finding.name().word() + SUFFIX;
      return Optional.of(finding).filter(_ -> file.endsWith(name));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty(); // somebody else's
    }
  }

  /// All findings, by name.
  List<Finding> all() {
    return new ArrayList<>(findings.values());
  }

  /// All of a regime.
  List<Finding> all(String regime) {
    return findings.values().stream().filter(each -> each.name().regime().equals(regime)).toList();
  }

  Optional<Finding> find(FindingName name) {
    return Optional.ofNullable(findings.get(name));
  }

  /// The name of an example's trace.
  ///
  /// @param number 1 for the first
  static String traceName(FindingName name, int number) {
    return name.word() + (number == 1 ? "" : "." + number) + TRACE;
  }

  /// The file of an example's trace.
  Path file(Example example) {
    return folder.resolve(example.trace());
  }

  /// Keeps a finding, and the trace of its first example, in place of what was known under its
  /// name; its count goes on, and so do its other examples.
  void put(Finding finding, Trace trace) {
    replace(finding.trace(), TraceWriter.text(trace));
    Finding known = findings.get(finding.name());
    if (known == null) {
      write(finding);
      return;
    }
    List<Example> examples = new ArrayList<>(known.examples());
    examples.set(0, finding.first());
    write(finding.withCount(known.count()).withExamples(examples));
  }

  /// Keeps what is known of a finding, not its trace.
  void put(Finding finding) {
    write(finding);
  }

  /// Adds an example to a finding that is known.
  void add(FindingName name, Example example, Trace trace) {
    Finding known = findings.get(name);
    if (known != null) {
      replace(example.trace(), TraceWriter.text(trace));
      List<Example> examples = new ArrayList<>(known.examples());
      examples.add(example);
      write(known.withExamples(examples));
    }
  }

  /// What was found under a name is another thing, which is kept already.
  void move(FindingName from, FindingName to) throws IOException {
    Finding moved = findings.get(from);
    Finding known = findings.get(to);
    if (moved != null && known != null && !from.equals(to)) {
      write(known.withCount(known.count() + moved.count() - 1));
      delete(moved);
    }
  }

  /// Another sequence showed a finding that is known.
  void count(FindingName name) {
    Finding known = findings.get(name);
    if (known != null) {
      findings.put(name, known.withCount(known.count() + 1));
      recounted.add(name);
    }
    if (System.nanoTime() - flushed > FLUSH_NANOS) {
      flush();
    }
  }

  /// Writes the counts that have changed.
  void flush() {
    for (FindingName name : List.copyOf(recounted)) {
      Finding finding = findings.get(name);
      if (finding != null) {
        write(finding);
      }
    }
    flushed = System.nanoTime();
  }

  /// Forgets what was found in a regime.
  void clear(String regime) throws IOException {
    for (Finding finding : all(regime)) {
      delete(finding);
    }
  }

  private void delete(Finding finding) throws IOException {
    findings.remove(finding.name());
    recounted.remove(finding.name());
    Files.deleteIfExists(folder.resolve(finding.name().word() + SUFFIX));
    for (int i = 1; i <= Finding.MOST_EXAMPLES; i++) {
      String trace = traceName(finding.name(), i);
      if (finding.examples().stream().anyMatch(each -> each.trace().equals(trace))) {
        Files.deleteIfExists(folder.resolve(trace));
      }
    }
  }

  private void write(Finding finding) {
    findings.put(finding.name(), finding);
    recounted.remove(finding.name());
    replace(
        finding.name().word() + SUFFIX,
        FindingJson.write(finding).toPrettyString() + System.lineSeparator());
  }

  private void replace(String name, String text) {
    try {
      Path whole = Files.writeString(folder.resolve(name + ".new"), text);
      Files.move(
          whole,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the finding can't be kept", e);
    }
  }
}
