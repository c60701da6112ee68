package maplet.harness.attest.bochs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/// Bochs with the guest program: answers probes, a batch a run.
///
/// A run starts Bochs anew (0.4 s), which makes it a function of its batch. The program is compiled
/// once, when the machine is made.
public final class BochsMachine implements AutoCloseable {
  /// The most probes of a batch; their words fit the machine's memory.
  public static final int MOST_PROBES = 100_000;

  /// The emulator's name in results.
  static final String NAME = "bochs";

  private static final Pattern VERSION = Pattern.compile("Bochs x86 Emulator (\\d+(\\.\\d+)*)");
  private static final String FIX = "fix: apt-get install bochs bochs-term gcc libc6-dev";
  private static final String EMULATOR = "bochs-bin";
  private static final List<String> SOURCES =
      List.of(
          "bochsrc",
          "boot.S",
          "build.sh",
          "enter_guest.S",
          "guest.c",
          "guest.h",
          "link.ld",
          "machine.c",
          "machine.h",
          "probes.c",
          "probes.h",
          "vmx.h");
  private static final int CYLINDER = 16 * 63 * 512;
  private static final long MOST_SECONDS = 120;

  private final BochsProcessor processor;
  private final Path folder;

  private BochsMachine(BochsProcessor processor, Path folder) {
    this.processor = processor;
    this.folder = folder;
  }

  /// What this computer lacks to run it, and how to install that; empty where it lacks nothing.
  public static List<String> lacks() {
    return Stream.of(EMULATOR, "gcc", "objcopy")
        .filter(tool -> !isInstalled(tool))
        .map(tool -> tool + " is not installed; " + FIX)
        .toList();
  }

  private static boolean isInstalled(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  /// Compiles the guest program in a temporary folder.
  ///
  /// @throws IOException when a tool is missing or fails; see [#lacks]
  public static BochsMachine build(BochsProcessor processor) throws IOException {
    Path folder = Files.createTempDirectory("maplet-bochs-");
    BochsMachine machine = new BochsMachine(processor, folder);
    try {
      for (String source : SOURCES) {
        machine.extract(source);
      }
      machine.run(List.of("sh", "build.sh", "guest.rom"));
      return machine;
    } catch (IOException | RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  /// The emulator's version, as in `2.7`.
  ///
  /// @throws IOException when it can't be run or doesn't say
  static String version() throws IOException {
    Path folder = Files.createTempDirectory("maplet-bochs-");
    try (BochsMachine machine = new BochsMachine(BochsProcessor.ICE_LAKE, folder)) {
      String output = machine.run(List.of(EMULATOR, "--help"));
      Matcher matcher = VERSION.matcher(output);
      if (!matcher.find()) {
        throw new IOException(EMULATOR + " --help tells no version:\n" + output);
      }
      return matcher.group(1);
    }
  }

  private void extract(String source) throws IOException {
    String name = "/maplet/harness/guest/ept/" + source;
    try (InputStream in = BochsMachine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + name);
      }
      Files.copy(in, folder.resolve(source));
    }
  }

  /// The processor that it emulates.
  public BochsProcessor processor() {
    return processor;
  }

  /// Runs a batch.
  ///
  /// @param probes 1 to [#MOST_PROBES]
  /// @return an answer for each, in the same order
  /// @throws IOException when Bochs fails or doesn't end
  public List<EptAnswer> answer(List<EptProbe> probes) throws IOException {
    Validate.isTrue(
        !probes.isEmpty() && probes.size() <= MOST_PROBES,
        "probes (%d) must be 1 to %d",
        probes.size(),
        MOST_PROBES);
    byte[] disk = BochsProtocol.requests(probes, CYLINDER);
    Files.write(folder.resolve("disk.img"), disk);
    Files.deleteIfExists(folder.resolve("disk.img.lock"));
    String options =
        Files.readString(folder.resolve("bochsrc"))
            .replace("PROCESSOR", processor.model())
            .replace("CYLINDERS", Integer.toString(disk.length / CYLINDER));
    Files.writeString(folder.resolve("options"), options);
    long bytes = BochsProtocol.answerBytes(probes);
    Files.writeString(
        folder.resolve("commands"),
        "c%nwritemem \"answers\" 0x%x %d%nq%n".formatted(EptMemory.ANSWERS, bytes));
    String output = run(List.of(EMULATOR, "-q", "-f", "options", "-rc", "commands"));
    check(output, probes.size());
    return BochsProtocol.answers(probes, Files.readAllBytes(folder.resolve("answers")));
  }

  /// The guest says what it is and that it got to the end.
  private void check(String output, int probes) throws IOException {
    String capabilities =
        "IA32_VMX_EPT_VPID_CAP 0x%016x".formatted(processor.capabilities().encode());
    String end = "ANSWERED 0x%016x".formatted(probes);
    if (!output.contains(capabilities) || !output.contains(end)) {
      throw new IOException(
          "Bochs's guest didn't say \"%s\" and \"%s\" but:%n%s"
              .formatted(capabilities, end, output));
    }
  }

  private String run(List<String> command) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
      if (!ended) {
        throw new IOException(command.getFirst() + " didn't end in time:\n" + text);
      }
      boolean emulator = command.getFirst().equals(EMULATOR);
      if (!emulator && process.exitValue() != 0) {
        throw new IOException(command.getFirst() + " failed:\n" + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Deletes the temporary folder.
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
