package maplet.harness.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Collectors;
import maplet.harness.text.PlainText;

/// A file with what a campaign's processes write to their error outputs, up to a limit.
final class ErrorLog {
  /// Characters that are kept of all processes together.
  private static final long MOST = 1 << 20;

  private final Optional<Path> file;
  private long written;

  /// @param file written anew with the first words; empty: nothing is kept
  ErrorLog(Optional<Path> file) {
    this.file = file;
  }

  /// Adds some words, as harmless lines.
  synchronized void add(String text) {
    if (file.isEmpty() || written >= MOST) {
      return;
    }
    String lines = text.lines().map(PlainText::line).collect(Collectors.joining("\n", "", "\n"));
    if (written + lines.length() > MOST) {
      lines = "... (what follows isn't kept)\n";
      written = MOST;
    }
    StandardOpenOption how =
        written == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    written += lines.length();
    try {
      Files.writeString(
          file.get(), lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      written = MOST; // what can't be kept ends no campaign
    }
  }
}
