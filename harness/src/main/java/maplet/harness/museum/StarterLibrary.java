package maplet.harness.museum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The C starter, compiled in a temporary folder as the README says.
final class StarterLibrary implements AutoCloseable {
  /// What to install where there is no compiler.
  static final String LACK = "gcc isn't installed (on Debian: apt-get install gcc libc6-dev)";

  private static final String RESOURCES = "/maplet/harness/native/";
  private static final String STARTER = "starters/c/";
  private static final List<String> HEADERS =
      List.of("include/maplet.h", STARTER + "plants.h", STARTER + "stage2.h");
  private static final List<String> SOURCES =
      List.of(
          STARTER + "adapter.c",
          STARTER + "areas.c",
          STARTER + "formats.c",
          STARTER + "stage2.c",
          STARTER + "tables.c");
  private static final String PROFILE = STARTER + "profile.json";

  private final Path folder;

  private StarterLibrary(Path folder) {
    this.folder = folder;
  }

  /// Compiles it.
  ///
  /// @throws IOException when the compiler fails, with what it said
  static StarterLibrary build(Path compiler) throws IOException, InterruptedException {
    StarterLibrary library = new StarterLibrary(Files.createTempDirectory("maplet-museum-"));
    try {
      for (String file : HEADERS) {
        library.extract(file);
      }
      library.extract(PROFILE);
      List<String> command = new ArrayList<>();
      command.addAll(List.of(compiler.toString(), "-O2", "-shared", "-fPIC", "-I", "include"));
      command.addAll(List.of("-o", library.file().toString()));
      for (String file : SOURCES) {
        library.extract(file);
        command.add(file);
      }
      library.compile(command);
      return library;
    } catch (IOException | InterruptedException | RuntimeException e) {
      library.close();
      throw e;
    }
  }

  /// The shared library.
  Path file() {
    return folder.resolve("libstarter.so");
  }

  /// What it claims to have.
  Path profile() {
    return folder.resolve(PROFILE);
  }

  /// A folder for what is found, deleted with the library.
  Path findings(Exhibit exhibit) {
    return folder.resolve("findings").resolve(exhibit.toString());
  }

  private void extract(String name) throws IOException {
    try (InputStream in = StarterLibrary.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + RESOURCES + name);
      }
      Path file = folder.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.copy(in, file);
    }
  }

  private void compile(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the C starter can't be built:\n" + Files.readString(log));
    }
  }

  /// Deletes the folder.
  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
