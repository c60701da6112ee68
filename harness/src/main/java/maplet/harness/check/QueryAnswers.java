package maplet.harness.check;

import java.util.StringJoiner;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.Queries;
import maplet.model.Status;

/// Compares and writes the answers of queries, in full: every run, every field of an area.
final class QueryAnswers {
  private QueryAnswers() {}

  /// Whether the subject found what the model did.
  ///
  /// @param status one that ends in FOUND, of both
  static boolean equal(Status status, Queries model, SubjectQueries subject) {
    return switch (status) {
      case RUN_FOUND, RUNS_FOUND -> runsAreEqual(model, subject);
      case AREA_FOUND ->
          model.areaStart() == subject.areaStart()
              && model.areaSize() == subject.areaSize()
              && model.areaAttributes() == subject.areaAttributes()
              && model.areaBacking() == subject.areaBacking();
      case FREE_FOUND -> model.freeArea() == subject.freeArea();
      default -> throw new IllegalArgumentException(status + " is no answer of a query");
    };
  }

  private static boolean runsAreEqual(Queries model, SubjectQueries subject) {
    if (model.runs() != subject.runs()) {
      return false;
    }
    for (int i = 0; i < model.runs(); i++) {
      if (model.runHpa(i) != subject.runHpa(i) || model.runSize(i) != subject.runSize(i)) {
        return false;
      }
    }
    return true;
  }

  /// What the model found.
  static String text(Status status, Queries model) {
    return switch (status) {
      case RUN_FOUND, RUNS_FOUND -> {
        StringJoiner runs = new StringJoiner(", ");
        for (int i = 0; i < model.runs(); i++) {
          runs.add(run(model.runHpa(i), model.runSize(i)));
        }
        yield runs.toString();
      }
      case AREA_FOUND ->
          area(model.areaStart(), model.areaSize(), model.areaAttributes(), model.areaBacking());
      case FREE_FOUND -> Text.hex(model.freeArea());
      default -> throw new IllegalArgumentException(status + " is no answer of a query");
    };
  }

  /// What the subject found.
  static String text(Status status, SubjectQueries subject) {
    return switch (status) {
      case RUN_FOUND, RUNS_FOUND -> {
        StringJoiner runs = new StringJoiner(", ");
        for (int i = 0; i < subject.runs(); i++) {
          runs.add(run(subject.runHpa(i), subject.runSize(i)));
        }
        yield runs.toString();
      }
      case AREA_FOUND ->
          area(
              subject.areaStart(),
              subject.areaSize(),
              subject.areaAttributes(),
              subject.areaBacking());
      case FREE_FOUND -> Text.hex(subject.freeArea());
      default -> throw new IllegalArgumentException(status + " is no answer of a query");
    };
  }

  private static String run(long hpa, long size) {
    return "%s bytes at %s".formatted(Text.hex(size), Text.hex(hpa));
  }

  private static String area(long start, long size, int code, Backing backing) {
    String attributes =
        Attributes.isCode(code) ? Attributes.of(code).toString() : "attribute code " + code;
    return "area %s %s %s".formatted(Text.range(start, start + size), attributes, backing);
  }
}
