package maplet.harness.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// The folder that `--out` names: that it can be written to is seen before the work.
final class OutputFolder {
  private OutputFolder() {}

  /// The same of a command that writes only what it finds: the folder it is in, where none is
  /// named, may be read-only.
  static void prepare(CommandSpec command, Path folder) throws FileSystemException {
    if (command.commandLine().getParseResult().hasMatchedOption("--out")) {
      prepare(folder);
    }
  }

  /// Makes the folder where there is none.
  ///
  /// @throws FileSystemException when no file can be made there, with what to do
  static void prepare(Path folder) throws FileSystemException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".maplet", ".tmp"));
    } catch (IOException e) {
      FileSystemException refused =
          new FileSystemException(
              folder.toString(),
              null,
              "no file can be written to this folder (%s); give another one with --out"
                  .formatted(e));
      refused.initCause(e);
      throw refused;
    }
  }
}
