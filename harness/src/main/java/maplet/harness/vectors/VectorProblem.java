package maplet.harness.vectors;

/// Something that is wrong with a folder of vectors.
///
/// @param file the path below the folder, with the line behind a colon where one is meant
/// @param problem the rule that is broken, and what was found
/// @param fix what to do about it
public record VectorProblem(String file, String problem, String fix) {
  /// In one line.
  @Override
  public String toString() {
    return file + ": " + problem + "; fix: " + fix;
  }
}
