package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import maplet.harness.trace.InputFormatException;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Judges a folder of vectors as files: index and hashes, schemas, ids, flags, form, sizes, and
/// whether every regime and every bug class has vectors.
public final class VectorLint {
  private static final long MOST_BYTES_OF_A_FILE = 1 << 20;
  private static final long MOST_BYTES = 32 << 20;
  private static final long LEAST_VECTORS = 20_000;
  private static final String AGAIN = "generate the vectors again";

  private final Path folder;
  private final VectorSchemas schemas = new VectorSchemas();
  private final List<VectorProblem> problems = new ArrayList<>();
  private final List<VectorFile> files = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();
  private long bytes;

  private VectorLint(Path folder) {
    this.folder = folder;
  }

  /// What was found in a folder.
  ///
  /// @param problems empty where all rules hold
  /// @param files how many could be read
  /// @param vectors in all of them
  /// @param bytes of all of them
  public record Result(List<VectorProblem> problems, int files, long vectors, long bytes) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /// Reads and judges a folder.
  ///
  /// @throws IOException when a file can't be read
  public static Result of(Path folder) throws IOException {
    VectorLint lint = whole(folder);
    return new Result(lint.problems, lint.files.size(), lint.vectors(), lint.bytes);
  }

  /// Reads and judges a folder.
  static VectorLint whole(Path folder) throws IOException {
    VectorLint lint = read(folder);
    if (lint.problems.isEmpty()) {
      lint.judgeCoverage();
    }
    return lint;
  }

  /// Reads a folder, and judges everything but whether it has all regimes and bug classes.
  static VectorLint read(Path folder) throws IOException {
    VectorLint lint = new VectorLint(folder);
    lint.readFiles();
    return lint;
  }

  /// The rules that are broken.
  List<VectorProblem> problems() {
    return List.copyOf(problems);
  }

  /// The files that could be read.
  List<VectorFile> files() {
    return List.copyOf(files);
  }

  /// How many vectors they have.
  long vectors() {
    return files.stream().mapToLong(file -> file.vectors().size()).sum();
  }

  private void problem(String file, String problem, String fix) {
    problems.add(new VectorProblem(file, problem, fix));
  }

  private void readFiles() throws IOException {
    Optional<VectorIndex> index = index();
    if (index.isEmpty()) {
      return;
    }
    TreeSet<String> listed = new TreeSet<>();
    for (ObjectNode line : index.get().lines()) {
      String path = line.path("file").asText();
      listed.add(path);
      if (Files.isRegularFile(folder.resolve(path))) {
        readFile(path, line);
      } else {
        problem(path, "the index lists it, but there is no such file", AGAIN);
      }
    }
    for (Path path : VectorFolder.paths(folder)) {
      String name = folder.relativize(path).toString().replace('\\', '/');
      if (!listed.contains(name)) {
        problem(name, "the index doesn't list it", "delete it, or " + AGAIN);
      }
    }
  }

  private Optional<VectorIndex> index() throws IOException {
    Path path = folder.resolve(VectorIndex.NAME);
    if (!Files.isRegularFile(path)) {
      problem(
          VectorIndex.NAME, "there is none in " + folder, "give a folder that Maplet generated");
      return Optional.empty();
    }
    Optional<String> text = text(VectorIndex.NAME);
    if (text.isEmpty() || !obeysSchema(VectorIndex.NAME, VectorIndex.SCHEMA, text.get())) {
      return Optional.empty();
    }
    VectorIndex index = VectorIndex.parse(VectorIndex.NAME, text.get());
    if (!index.text().equals(text.get())) {
      problem(
          VectorIndex.NAME, "it isn't written as Maplet writes it, or its sums are wrong", AGAIN);
    }
    return Optional.of(index);
  }

  private Optional<String> text(String path) throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(path), StandardCharsets.UTF_8));
    } catch (CharacterCodingException _) {
      problem(path, "it must be UTF-8 text", AGAIN);
      return Optional.empty();
    }
  }

  private boolean obeysSchema(String path, String schema, String text) {
    try {
      List<String> found = schemas.problems(schema, Json.read(path, text));
      found.stream().limit(3).forEach(each -> problem(path, "schema: " + each, AGAIN));
      return found.isEmpty();
    } catch (InputFormatException e) {
      problems.add(
          new VectorProblem(path + (e.line() > 0 ? ":" + e.line() : ""), e.rule(), e.fix()));
      return false;
    }
  }

  private void readFile(String path, ObjectNode line) throws IOException {
    Optional<String> text = text(path);
    if (text.isEmpty()) {
      return;
    }
    bytes += text.get().length();
    if (!Json.sha256(text.get()).equals(line.path("sha256").asText())) {
      problem(path, "its SHA-256 isn't the one in the index", AGAIN);
    }
    String kind = path.substring(0, Math.max(0, path.indexOf('/')));
    if (!obeysSchema(path, kind + "-vectors.schema.json", text.get())) {
      return;
    }
    VectorFile file = VectorFile.parse(path, text.get());
    files.add(file);
    if (!file.path().equals(path)) {
      problem(path, "its kind and regime make it " + file.path(), "give it that name");
    } else if (!VectorIndex.line(file, text.get()).toString().equals(line.toString())) {
      problem(path, "the index says something else of it: " + line, AGAIN);
    }
    if (text.get().length() > MOST_BYTES_OF_A_FILE) {
      problem(path, "it has more than %d bytes".formatted(MOST_BYTES_OF_A_FILE), "split it");
    }
    judgeHeader(path, file);
    judgeVectors(path, file);
    if (!file.text().equals(text.get())) {
      problem(path, "it isn't written as Maplet writes it: one vector a line, no spaces", AGAIN);
    }
  }

  private void judgeHeader(String path, VectorFile file) {
    Regime regime;
    try {
      regime = Regimes.find(file.regime());
    } catch (IllegalArgumentException e) {
      problem(path, String.valueOf(e.getMessage()), "use a legal regime");
      return;
    }
    for (ObjectNode vector : file.vectors()) {
      for (JsonNode flag : vector.path(VectorFields.FLAGS)) {
        judgeFlag(path, file, vector, flag.asText());
      }
    }
    long root = WalkPlace.of(regime).root();
    if (problems.isEmpty()) {
      ObjectNode wanted = VectorFile.of(file.kind(), regime, root, file.vectors()).header();
      if (!wanted.toString().equals(file.header().toString())) {
        problem(path, "the header isn't the one of its regime, flags and reasons", AGAIN);
      }
    }
  }

  private void judgeFlag(String path, VectorFile file, ObjectNode vector, String name) {
    Optional<Flag> flag = Optional.ofNullable(FlagCatalogue.all().get(name));
    String where = path + ": " + vector.path(VectorFields.ID).asText();
    if (flag.isEmpty()) {
      problem(where, "flag '" + name + "' is unknown", "use one of flags.json");
    } else if (!flag.get().kinds().contains(file.kind())) {
      problem(where, "flag '%s' isn't for vectors of this kind".formatted(name), AGAIN);
    } else if (flag.get().citation(file.regime()).isEmpty()) {
      problem(where, "flag '%s' has no citation for the regime".formatted(name), "cite the manual");
    }
  }

  private void judgeVectors(String path, VectorFile file) {
    String last = "";
    for (ObjectNode vector : file.vectors()) {
      String id = vector.path(VectorFields.ID).asText();
      String wanted = VectorList.id(file.kind(), file.regime(), VectorList.input(vector));
      if (!id.equals(wanted)) {
        problem(path + ": " + id, "the id of this input is " + wanted, AGAIN);
      }
      String other = ids.getOrDefault(id, "");
      ids.put(id, path);
      if (!other.isEmpty()) {
        problem(path + ": " + id, "the id is already in " + other, AGAIN);
      } else if (id.compareTo(last) < 0) {
        problem(path + ": " + id, "vectors must be sorted by id", AGAIN);
      }
      last = id;
    }
  }

  private void judgeCoverage() {
    TreeSet<String> there = new TreeSet<>(files.stream().map(VectorFile::path).toList());
    for (Regime regime : VectorGenerator.regimes()) {
      for (VectorKind kind : VectorKind.values()) {
        String path = kind.folder() + "/" + regime.id() + ".json";
        if (!there.contains(path)) {
          problem(path, "every regime must have vectors of every kind", AGAIN);
        }
      }
    }
    TreeSet<String> missing = new TreeSet<>();
    FlagCatalogue.all().values().stream()
        .flatMap(flag -> flag.kinds().stream().map(kind -> kind + " " + flag.name()))
        .forEach(missing::add);
    for (VectorFile file : files) {
      file.header()
          .path(VectorFields.FLAGS)
          .fieldNames()
          .forEachRemaining(flag -> missing.remove(file.kind() + " " + flag));
    }
    missing.forEach(flag -> problem(VectorIndex.NAME, "no vector is for " + flag, AGAIN));
    if (vectors() < LEAST_VECTORS || bytes > MOST_BYTES) {
      String sizes = "%d vectors in %d bytes".formatted(vectors(), bytes);
      String limits = "at least %d and at most %d".formatted(LEAST_VECTORS, MOST_BYTES);
      problem(VectorIndex.NAME, sizes + ", but there must be " + limits, AGAIN);
    }
  }
}
