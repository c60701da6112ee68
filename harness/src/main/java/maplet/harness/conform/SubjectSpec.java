package maplet.harness.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import maplet.harness.nativeabi.NativeLibrary;
import maplet.harness.nativeabi.NativeProvider;
import maplet.harness.subject.SubjectProvider;

/// How to reach a subject, as the command line says it.
///
/// @param text as it was given, for a child process to be given the same
/// @param file what is loaded
public record SubjectSpec(String text, Path file) {
  private static final String NATIVE = "native:";

  /// Reads `native:FILE`.
  ///
  /// @throws IllegalArgumentException for any other text, and for a file that isn't there
  public static SubjectSpec parse(String text) {
    if (!text.startsWith(NATIVE)) {
      throw new IllegalArgumentException(
          "--subject %s: expected native:FILE, a shared library".formatted(text));
    }
    Path file = Path.of(text.substring(NATIVE.length()));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--subject %s: expected a shared library that exists".formatted(text));
    }
    return new SubjectSpec(text, file);
  }

  /// Loads the subject into this process.
  SubjectProvider provider() {
    return new NativeProvider(NativeLibrary.load(file));
  }
}
