package maplet.harness.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import maplet.harness.nativeabi.NativeLibrary;
import maplet.harness.nativeabi.NativeProvider;
import maplet.harness.profile.Claims;
import maplet.harness.sequence.OperationKind;
import maplet.harness.stdio.StdioProvider;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.SubjectProvider;
import org.apache.commons.lang3.StringUtils;

/// How to reach a subject, as the command line says it.
///
/// @param text as it was given, for a child process to be given the same
/// @param files what is loaded or run, as far as the text names it
public record SubjectSpec(String text, List<Path> files) {
  private static final String NATIVE = "native:";
  private static final String EXEC = "exec:";
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/._-+=,@%";

  public SubjectSpec {
    files = List.copyOf(files);
  }

  /// Reads `native:FILE` or `exec:COMMAND`.
  ///
  /// @throws IllegalArgumentException for any other text, and for a file that isn't there
  public static SubjectSpec parse(String text) {
    if (text.startsWith(EXEC) && !text.substring(EXEC.length()).isBlank()) {
      return new SubjectSpec(text, named(text.substring(EXEC.length())));
    }
    if (!text.startsWith(NATIVE)) {
      throw new IllegalArgumentException(
          "--subject %s: expected native:FILE, a shared library, or exec:COMMAND".formatted(text));
    }
    Path file = Path.of(text.substring(NATIVE.length()));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--subject %s: expected a shared library that exists".formatted(text));
    }
    return new SubjectSpec(text, List.of(file));
  }

  /// The words of a command that are files.
  private static List<Path> named(String command) {
    List<Path> files = new ArrayList<>();
    for (String word : StringUtils.split(command)) {
      if (Files.isRegularFile(Path.of(word))) {
        files.add(Path.of(word));
      }
    }
    return files;
  }

  /// The text as a word of a shell's command.
  String quoted() {
    boolean isPlain = StringUtils.containsOnly(text, PLAIN);
    return isPlain ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /// Whether the subject has a process of its own, so that it can't end this one.
  public boolean hasOwnProcess() {
    return text.startsWith(EXEC);
  }

  /// Those of the claims that can be checked on a subject that is reached like this.
  Claims possible(Claims claims) {
    // In a process of its own the tables are too: nobody else stores there.
    return hasOwnProcess()
        ? claims.without(OperationKind.TOUCH).without(OperationKind.DAMAGED_WALK)
        : claims;
  }

  /// How the subject is reached, in words.
  String transport() {
    return hasOwnProcess() ? "the stdio protocol" : "the C ABI";
  }

  /// Loads the subject into this process, or starts its own.
  ///
  /// @param patience after this long without an answer it hangs
  SubjectProvider provider(Claims claims, Duration patience) {
    return hasOwnProcess()
        ? new StdioProvider(
            text.substring(EXEC.length()), patience, claims.freedoms().contains(Freedom.AGAIN))
        : new NativeProvider(NativeLibrary.load(files.getFirst()));
  }
}
