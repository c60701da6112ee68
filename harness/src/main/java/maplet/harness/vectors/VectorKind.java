package maplet.harness.vectors;

import java.util.Locale;

/// What a vector is about. Each kind has a folder and a schema of its own.
public enum VectorKind {
  /// What a word means at a level, and which word means that.
  ENTRY,
  /// Where an access ends that is translated by some words in memory.
  WALK,
  /// What some operations answer, one after another, and what is mapped then.
  SEQUENCE;

  /// The folder below `vectors/`, which is the name too.
  public String folder() {
    return toString();
  }

  /// The schema's file name.
  public String schema() {
    return this + "-vectors.schema.json";
  }

  /// The name in lower case, as in `walk`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
