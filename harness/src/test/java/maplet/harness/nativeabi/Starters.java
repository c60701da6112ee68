package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The starters, built by the machine's compilers. Where one isn't there, the test that needs it is
/// skipped and says so.
public final class Starters {
  private static final Path NATIVE = Path.of("src/main/native");
  private static final Path BUILT = Path.of("target/native");

  private Starters() {}

  /// The C starter.
  ///
  /// @param options of the compiler besides the usual ones
  public static synchronized Path c(String... options) throws Exception {
    Path gcc = tool("gcc").orElse(null);
    assumeTrue(gcc != null, "not run: gcc isn't installed, so the C starter can't be built");
    Path library = BUILT.resolve("libc" + Math.abs(Arrays.hashCode(options)) + ".so");
    Path folder = NATIVE.resolve("starters/c");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(gcc.toString(), "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-shared", "-fPIC", "-I", NATIVE.resolve("include").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", library.toString()));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .map(Path::toString)
          .forEach(command::add);
    }
    build(library, command);
    return library;
  }

  /// The C starter behind calls that misbehave as the variable `HOSTILE` says.
  ///
  /// @param options of the compiler besides the usual ones
  public static synchronized Path hostile(String... options) throws Exception {
    Path gcc = tool("gcc").orElse(null);
    assumeTrue(gcc != null, "not run: gcc isn't installed, so no library can be built");
    Path library = BUILT.resolve("libhostile" + Math.abs(Arrays.hashCode(options)) + ".so");
    Path starter = NATIVE.resolve("starters/c");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(gcc.toString(), "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-shared", "-fPIC", "-I", NATIVE.resolve("include").toString()));
    command.addAll(List.of("-I", starter.toString(), "-o", library.toString()));
    command.addAll(List.of(options));
    command.add("src/test/native/hostile.c");
    for (String part : List.of("areas.c", "formats.c", "stage2.c", "tables.c")) {
      command.add(starter.resolve(part).toString());
    }
    build(library, command);
    return library;
  }

  /// A library of one C file, which lies in a folder of the test's own.
  public static Path compile(Path source) throws Exception {
    Path gcc = tool("gcc").orElse(null);
    assumeTrue(gcc != null, "not run: gcc isn't installed, so no library can be built");
    Path library = Files.createTempDirectory(source.getParent(), "built").resolve("library.so");
    build(
        library,
        List.of(
            gcc.toString(),
            "-shared",
            "-fPIC",
            "-I",
            NATIVE.resolve("include").toString(),
            "-o",
            library.toString(),
            source.toString()));
    return library;
  }

  /// The Rust starter.
  public static synchronized Path rust() throws Exception {
    Path rustc = tool("rustc").orElse(null);
    assumeTrue(rustc != null, "not run: rustc isn't installed, so the Rust starter can't be built");
    Path library = BUILT.resolve("librust.so");
    Path source = NATIVE.resolve("starters/rust/adapter.rs");
    build(
        library,
        List.of(
            rustc.toString(),
            "--edition",
            "2021",
            "-O",
            "-D",
            "warnings",
            "--crate-type",
            "cdylib",
            "-o",
            library.toString(),
            source.toString()));
    return library;
  }

  /// The profile of a starter, `c` or `rust`.
  public static Path profile(String starter) {
    return NATIVE.resolve("starters").resolve(starter).resolve("profile.json");
  }

  private static void build(Path library, List<String> command) throws Exception {
    if (Files.exists(library)) {
      return; // built by another test of this run; `mvn clean` begins anew
    }
    Files.createDirectories(BUILT);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    assertEquals("", output);
  }

  private static Optional<Path> tool(String name) throws IOException {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    folders.add(Path.of(System.getProperty("user.home"), ".cargo", "bin").toString());
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Sets a variable of this process's environment, as native code sees it.
  ///
  /// @param value empty to remove it
  @SuppressWarnings("restricted")
  public static void environment(String name, String value) throws Exception {
    Linker linker = Linker.nativeLinker();
    var set =
        linker.downcallHandle(
            linker.defaultLookup().find("setenv").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int result = (int) set.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      assertEquals(0, result);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
