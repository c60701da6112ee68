package maplet.harness.conform;

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
import java.util.Set;
import java.util.TreeMap;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceWriter;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingJson;
import maplet.harness.verdict.FindingName;

/// The folder of findings: for each a trace (`NAME.jsonl`) and what is known of it
/// (`NAME.finding.json`). Files appear whole, by renaming, so that a process may be killed at any
/// time.
final class FindingStore {
  private static final String SUFFIX = ".finding.json";
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
        Finding finding = FindingJson.read(JSON.readTree(file.toFile()));
        findings.put(finding.name(), finding);
      }
    }
  }

  /// All findings, by name.
  List<Finding> all() {
    return new ArrayList<>(findings.values());
  }

  boolean knows(FindingName name) {
    return findings.containsKey(name);
  }

  /// The name of a finding's trace.
  static String traceName(FindingName name) {
    return name.word() + ".jsonl";
  }

  /// Keeps a finding, in place of what was known under its name.
  void put(Finding finding, Trace trace) {
    replace(finding.trace(), TraceWriter.text(trace));
    write(finding);
  }

  /// Another sequence ended with a finding that is known.
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
    for (FindingName name : recounted) {
      Finding finding = findings.get(name);
      if (finding != null) {
        write(finding);
      }
    }
    recounted.clear();
    flushed = System.nanoTime();
  }

  /// Forgets what was found in a regime.
  void clear(String regime) throws IOException {
    for (Finding finding : all()) {
      if (finding.name().regime().equals(regime)) {
        findings.remove(finding.name());
        Files.deleteIfExists(folder.resolve(finding.name().word() + SUFFIX));
        Files.deleteIfExists(folder.resolve(finding.trace()));
      }
    }
  }

  private void write(Finding finding) {
    findings.put(finding.name(), finding);
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
