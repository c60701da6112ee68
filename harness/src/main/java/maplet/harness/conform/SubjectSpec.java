package maplet.harness.conform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import maplet.harness.jvm.JvmProvider;
import maplet.harness.nativeabi.NativeLibrary;
import maplet.harness.nativeabi.NativeProvider;
import maplet.harness.profile.Claims;
import maplet.harness.sequence.OperationKind;
import maplet.harness.stdio.StdioProvider;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.SubjectProvider;
import org.apache.commons.lang3.StringUtils;

/// How to reach a subject.
///
/// @param text as the command line says it, for a child process to be given the same
/// @param files what is loaded or run, as far as the text names it
/// @param transport how it is reached
/// @param maker loads or starts it
public record SubjectSpec(String text, List<Path> files, Transport transport, Maker maker) {
  /// The ways to reach a subject.
  enum Transport {
    /// A shared library.
    NATIVE("native:", "the C ABI"),
    /// A process of its own.
    EXEC("exec:", "the stdio protocol"),
    /// A class of somebody's.
    JVM("jvm:", "GuestSpace"),
    /// An object of this process.
    GIVEN("given:", "GuestSpace");

    private final String prefix;
    private final String title;

    Transport(String prefix, String title) {
      this.prefix = prefix;
      this.title = title;
    }

    /// In words.
    @Override
    public String toString() {
      return title;
    }
  }

  /// What loads or starts a subject.
  interface Maker {
    /// Loads or starts it.
    ///
    /// @param patience after this long without an answer it hangs
    /// @param log the file for what it says besides, where nothing else takes that
    SubjectProvider make(Claims claims, Duration patience, Path log);
  }

  /// A subject as it is reached.
  public SubjectSpec {
    files = List.copyOf(files);
  }

  /// Reads `native:FILE`, `exec:COMMAND` or `jvm:CLASS@PATH`.
  ///
  /// @throws IllegalArgumentException for any other text, for a file that isn't there, and for a
  ///   class that can't be loaded
  public static SubjectSpec parse(String text) {
    for (Transport transport : Transport.values()) {
      if (text.startsWith(transport.prefix)) {
        String rest = text.substring(transport.prefix.length());
        return switch (transport) {
          case NATIVE -> ofLibrary(text, Path.of(rest));
          case EXEC -> ofCommand(text, rest);
          case JVM -> ofClass(text, rest);
          case GIVEN -> throw unknown(text);
        };
      }
    }
    throw unknown(text);
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "--subject %s: expected native:FILE, a shared library, or exec:COMMAND, or jvm:CLASS@PATH"
            .formatted(text));
  }

  /// A subject of this process.
  ///
  /// @param name for reports
  public static SubjectSpec of(String name, SubjectProvider provider) {
    return new SubjectSpec(
        Transport.GIVEN.prefix + name, List.of(), Transport.GIVEN, (_, _, _) -> provider);
  }

  private static SubjectSpec ofLibrary(String text, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--subject %s: expected a shared library that exists; build it, or give its path from %s"
              .formatted(text, Path.of("").toAbsolutePath()));
    }
    return new SubjectSpec(
        text,
        List.of(file),
        Transport.NATIVE,
        (_, _, _) -> new NativeProvider(NativeLibrary.load(file)));
  }

  private static SubjectSpec ofCommand(String text, String command) {
    if (command.isBlank()) {
      throw new IllegalArgumentException("--subject %s: expected a command".formatted(text));
    }
    List<Path> named = new ArrayList<>();
    for (String word : StringUtils.split(command)) {
      Path file = Path.of(StringUtils.strip(word, "'\""));
      if (Files.isRegularFile(file)) {
        named.addAll(beside(file));
      }
    }
    return new SubjectSpec(
        text,
        named,
        Transport.EXEC,
        (claims, patience, log) ->
            new StdioProvider(
                command, patience, claims.freedoms().contains(Freedom.AGAIN), Optional.of(log)));
  }

  /// A file, and those in its folder with the same ending: what a script loads.
  private static List<Path> beside(Path file) {
    String name = file.getFileName().toString();
    if (!name.contains(".")) {
      return List.of(file);
    }
    String ending = "." + StringUtils.substringAfterLast(name, ".");
    Path folder = file.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.toString().endsWith(ending) && Files.isRegularFile(each))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(file); // the folder can't be read, the file perhaps can
    }
  }

  private static SubjectSpec ofClass(String text, String where) {
    String name = StringUtils.substringBefore(where, "@");
    List<Path> path = new ArrayList<>();
    for (String each :
        StringUtils.split(StringUtils.substringAfter(where, "@"), File.pathSeparator)) {
      if (!Files.exists(Path.of(each))) {
        throw new IllegalArgumentException(
            "--subject %s: expected jars or folders of classes after the @; there is no %s"
                .formatted(text, each));
      }
      path.add(Path.of(each));
    }
    JvmProvider.check(name, path); // says at once what is wrong with it
    List<Path> files = path.stream().flatMap(SubjectSpec::files).sorted().toList();
    return new SubjectSpec(text, files, Transport.JVM, (_, _, _) -> JvmProvider.load(name, path));
  }

  private static Stream<Path> files(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the subject has a process of its own, so that it can't end this one.
  public boolean hasOwnProcess() {
    return transport == Transport.EXEC;
  }

  /// Whether another process can't reach it.
  boolean isGiven() {
    return transport == Transport.GIVEN;
  }

  /// Those of the claims that can be checked on a subject that is reached like this.
  Claims possible(Claims claims) {
    // In a process of its own the tables are too: nobody else stores there.
    return hasOwnProcess()
        ? claims.without(OperationKind.TOUCH).without(OperationKind.DAMAGED_WALK)
        : claims;
  }
}
