package maplet.harness.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The Python starter with a part of it replaced: a subject that misbehaves in one way.
final class PatchedStarter {
  private static final String SESSION = "session = Session()";

  private PatchedStarter() {}

  /// The command that runs it.
  ///
  /// @param folder where to write it
  /// @param patch Python that runs after the starter's classes are defined
  static String command(Path folder, String patch) throws IOException {
    Path starter = StdioStarter.PYTHON.path("starter.py").toAbsolutePath();
    String honest = Files.readString(starter);
    Path patched = folder.resolve("patched.py");
    Files.writeString(patched, honest.replace(SESSION, patch + "\n\n" + SESSION));
    String command =
        StdioStarter.PYTHON.command(""); // where there is no Python, the test ends here
    return command.substring(0, command.indexOf("python3"))
        + "PYTHONPATH='%s' exec python3 -B '%s'".formatted(starter.getParent(), patched);
  }
}
