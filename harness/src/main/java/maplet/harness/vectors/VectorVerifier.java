package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import maplet.harness.attest.OutsideMemoryException;
import maplet.harness.subject.SubjectProvider;
import maplet.impl.Formats;
import maplet.impl.table.TableFormat;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Compares every vector of a folder with the model and with an implementation.
public final class VectorVerifier {
  private final SubjectProvider provider;
  private final List<VectorMismatch> mismatches = new ArrayList<>();

  /// @param provider the implementation that walks and runs sequences; words are asked of Maplet's
  ///   own formats
  private VectorVerifier(SubjectProvider provider) {
    this.provider = provider;
  }

  /// What was found.
  ///
  /// @param problems why the folder can't be trusted; with one, nothing is compared
  /// @param vectors how many were compared
  /// @param mismatches of which somebody says something else
  public record Result(
      List<VectorProblem> problems, long vectors, List<VectorMismatch> mismatches) {
    public Result {
      problems = List.copyOf(problems);
      mismatches = List.copyOf(mismatches);
    }
  }

  /// Verifies a folder.
  ///
  /// @throws IOException when a file can't be read
  public static Result of(Path folder, SubjectProvider provider) throws IOException {
    VectorLint lint = VectorLint.read(folder);
    if (!lint.problems().isEmpty()) {
      return new Result(lint.problems(), 0, List.of());
    }
    return new Result(List.of(), lint.vectors(), of(lint.files(), provider));
  }

  /// Verifies files that obey all rules.
  static List<VectorMismatch> of(List<VectorFile> files, SubjectProvider provider) {
    // Files don't depend on each other.
    return files.parallelStream()
        .flatMap(file -> new VectorVerifier(provider).verify(file).stream())
        .toList();
  }

  private List<VectorMismatch> verify(VectorFile file) {
    Regime regime = Regimes.find(file.regime());
    switch (file.kind()) {
      case ENTRY -> verifyEntries(file, regime);
      case WALK -> verifyWalks(file, regime);
      case SEQUENCE -> verifySequences(file, regime);
    }
    return mismatches;
  }

  private static ObjectNode expected(ObjectNode vector) {
    return (ObjectNode) vector.path(VectorFields.EXPECT);
  }

  private void compare(VectorFile file, ObjectNode vector, String who, ObjectNode actual) {
    ObjectNode expected = expected(vector);
    if (!expected.equals(actual)) {
      mismatch(file, vector, who, expected.toString(), actual.toString());
    }
  }

  private void mismatch(
      VectorFile file, ObjectNode vector, String who, String expected, String actual) {
    mismatches.add(
        new VectorMismatch(
            file.path(),
            vector.path(VectorFields.ID).asText(),
            vector.path(VectorFields.FLAGS).toString(),
            who,
            expected,
            actual));
  }

  private void verifyEntries(VectorFile file, Regime regime) {
    TableFormat format = Formats.find(regime.id());
    for (ObjectNode vector : file.vectors()) {
      int height = vector.path(VectorFields.HEIGHT).asInt();
      if (height >= regime.levels()
          || vector.path(VectorFields.LEVEL).asInt() != regime.level(height)) {
        mismatch(file, vector, "model", "height " + height, "other levels");
        continue;
      }
      long word = Json.number(vector, VectorFields.WORD);
      compare(file, vector, "model", EntryMeaning.described(regime, word, height));
      ObjectNode told = EntryMeaning.implemented(format, word, height, expected(vector));
      compare(file, vector, "maplet-impl", told);
    }
  }

  private void verifyWalks(VectorFile file, Regime regime) {
    long root = Json.number(file.header(), VectorFields.ROOT);
    for (ObjectNode vector : file.vectors()) {
      VectorMemory memory = VectorMemory.of(root, vector.path(VectorFields.MEMORY));
      long gpa = Json.number(vector, VectorFields.GPA);
      Access access = access(vector);
      try {
        compare(file, vector, "model", WalkMeaning.described(regime, memory, root, gpa, access));
      } catch (OutsideMemoryException e) {
        mismatch(file, vector, "model", "a walk inside", String.valueOf(e.getMessage()));
      }
    }
    if (mismatches.isEmpty()) {
      try (WalkSubject subject = WalkSubject.open(provider, regime, root)) {
        for (ObjectNode vector : file.vectors()) {
          compare(file, vector, provider.name(), subject.walk(vector));
        }
      }
    }
  }

  static Access access(ObjectNode vector) {
    String name = vector.path(VectorFields.ACCESS).asText();
    return Access.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private void verifySequences(VectorFile file, Regime regime) {
    try (SequenceSubject subject = new SequenceSubject(provider, regime)) {
      for (ObjectNode vector : file.vectors()) {
        compare(
            file,
            vector,
            "model",
            SequenceMeaning.described(regime, SequenceMeaning.trace(regime.id(), vector)));
        subject
            .run(vector)
            .ifPresent(
                found -> mismatch(file, vector, provider.name(), found.expected(), found.actual()));
      }
    }
  }
}
