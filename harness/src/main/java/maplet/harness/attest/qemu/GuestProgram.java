package maplet.harness.attest.qemu;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The guest program of one architecture, compiled in a temporary folder.
final class GuestProgram implements AutoCloseable {
  private static final String RESOURCES = "/maplet/harness/guest/";
  private static final List<String> SHARED =
      List.of("build.sh", "server/server.c", "server/server.h");
  private static final List<String> OF_ARCHITECTURE = List.of("guest.c", "link.ld", "start.S");
  private static final long MOST_SECONDS = 60;

  private final Path folder;

  private GuestProgram(Path folder) {
    this.folder = folder;
  }

  /// Compiles the program.
  ///
  /// @throws IOException when the compiler fails, with what it said
  static GuestProgram build(String architecture) throws IOException {
    Path folder = Files.createTempDirectory("maplet-guest-");
    GuestProgram program = new GuestProgram(folder);
    try {
      for (String source : SHARED) {
        program.extract(source);
      }
      for (String source : OF_ARCHITECTURE) {
        program.extract(architecture + "/" + source);
      }
      program.compile(architecture);
      return program;
    } catch (IOException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /// The executable.
  Path file() {
    return folder.resolve("guest.elf");
  }

  private void extract(String source) throws IOException {
    try (InputStream in = GuestProgram.class.getResourceAsStream(RESOURCES + source)) {
      if (in == null) {
        throw new IOException("the jar lacks " + RESOURCES + source);
      }
      Path file = folder.resolve(source);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.copy(in, file);
    }
  }

  private void compile(String architecture) throws IOException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder("sh", "build.sh", architecture, file().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            "the guest program can't be built:\n" + Files.readString(log, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the guest program was built", e);
    } finally {
      process.destroyForcibly();
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
      Files.delete(file);
    }
  }
}
