package maplet.harness.attest.qemu;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import maplet.harness.attest.Answer;
import maplet.harness.attest.Machine;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.RegimeId;
import maplet.model.arch.WalkResult.Update;

/// QEMU's emulation of one architecture.
public final class QemuMachine implements Machine {
  private static final Pattern VERSION = Pattern.compile("version (\\d+(?:\\.\\d+)*)");
  private static final int MOST_REQUEST = 4 << 20;
  private static final int ANSWER_WORDS = 4;

  private final Dialect dialect;
  private final String version;
  private final GuestProgram guest;
  private final Map<List<String>, QemuProcess> processes = new HashMap<>();

  private QemuMachine(Dialect dialect, String version, GuestProgram guest) {
    this.dialect = dialect;
    this.version = version;
    this.guest = guest;
  }

  /// What this computer lacks to run an architecture, and how to install that; empty where it lacks
  /// nothing.
  ///
  /// @param architecture `aarch64` or `riscv`
  public static List<String> lacks(String architecture) {
    Dialect dialect = dialect(architecture);
    return Stream.of(dialect.program(), dialect.compiler())
        .filter(tool -> !isInstalled(tool))
        .map(tool -> tool + " is not installed; fix: apt-get install " + dialect.packages())
        .toList();
  }

  private static boolean isInstalled(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static Dialect dialect(String architecture) {
    return switch (architecture) {
      case "aarch64" -> new AArch64Dialect();
      case "riscv" -> new RiscvDialect();
      default ->
          throw new IllegalArgumentException(
              "architecture (%s) must be aarch64 or riscv".formatted(architecture));
    };
  }

  /// Builds the guest program and asks QEMU for its version. Emulators start when they are needed.
  ///
  /// @param architecture `aarch64` or `riscv`
  /// @throws IOException when something is missing or fails; see [#lacks]
  public static QemuMachine start(String architecture) throws IOException {
    Dialect dialect = dialect(architecture);
    String version = version(dialect.program());
    return new QemuMachine(dialect, version, GuestProgram.build(architecture));
  }

  private static String version(String program) throws IOException {
    Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.find()) {
      throw new IOException(program + " doesn't say its version: " + text);
    }
    return matcher.group(1);
  }

  @Override
  public String name() {
    return "qemu";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<String> whyNot(String regime, Access access) {
    return dialect.whyNot(regime, access);
  }

  /// The memory of a regime's machine, whether QEMU is installed or not.
  ///
  /// @param regime the name of one of AArch64 or RISC-V
  public static MachineMemory memoryOf(String regime) {
    return dialect(RegimeId.parse(regime).architecture()).memory(regime);
  }

  @Override
  public MachineMemory memory(String regime) {
    return dialect.memory(regime);
  }

  @Override
  public List<Answer> answer(List<Probe> probes) throws IOException {
    List<Answer> answers = new ArrayList<>(probes.size());
    int from = 0;
    while (from < probes.size()) {
      List<String> machine = machineOf(probes.get(from));
      ByteBuffer request = ByteBuffer.allocate(MOST_REQUEST).order(ByteOrder.LITTLE_ENDIAN);
      int to = from;
      while (to < probes.size() && machine.equals(machineOf(probes.get(to)))) {
        int end = endOfImage(probes, to);
        TableImage image = probes.get(to).image();
        if (request.remaining() < Long.BYTES * (8L + image.size()) * (3L + end - to)) {
          break; // it might not fit
        }
        put(request, image, probes.subList(to, end));
        to = end;
      }
      ByteBuffer reply = process(machine).exchange(request.flip());
      while (from < to) {
        int end = endOfImage(probes, from);
        for (Probe probe : probes.subList(from, end)) {
          answers.add(answer(probe, reply));
        }
        if (reply.getLong() != 0) {
          throw new IOException(
              "words changed that no access of regime %s can change"
                  .formatted(probes.get(from).image().regime()));
        }
        from = end;
      }
    }
    return answers;
  }

  private List<String> machineOf(Probe probe) {
    return dialect.machine(probe.image().regime());
  }

  /// One more than the last of the probes from `from` on that share its image.
  private static int endOfImage(List<Probe> probes, int from) {
    int to = from;
    while (to < probes.size() && probes.get(to).image() == probes.get(from).image()) {
      to++;
    }
    return to;
  }

  private void put(ByteBuffer request, TableImage image, List<Probe> probes) {
    dialect.putRegisters(request, image);
    request.putLong(image.size()).putLong(probes.size());
    for (int i = 0; i < image.size(); i++) {
      request.putLong(image.address(i)).putLong(image.word(i));
    }
    for (Probe probe : probes) {
      request.putLong(probe.gpa()).putLong(dialect.access(probe));
      putIndices(request, image, probe.gpa());
    }
  }

  /// The image's words that stand where an address has its entry in some table of the image.
  private static void putIndices(ByteBuffer request, TableImage image, long gpa) {
    int at = request.position();
    request.putLong(0);
    for (int i = 0; i < image.size(); i++) {
      if (image.mayTranslate(i, gpa)) {
        request.putLong(i);
      }
    }
    request.putLong(at, (request.position() - at) / Long.BYTES - 1);
  }

  private QemuProcess process(List<String> machine) throws IOException {
    QemuProcess running = processes.get(machine);
    if (running == null) {
      running = QemuProcess.start(dialect.program(), machine, guest.file());
      processes.put(machine, running);
    }
    return running;
  }

  private Answer answer(Probe probe, ByteBuffer reply) {
    long[] words = new long[ANSWER_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = reply.getLong();
    }
    int changes = (int) reply.getLong();
    List<Update> updates = changes == 0 ? List.of() : new ArrayList<>(changes);
    for (int i = 0; i < changes; i++) {
      int index = (int) reply.getLong();
      updates.add(probe.image().update(index, reply.getLong()));
    }
    return dialect.answer(probe, words, updates);
  }

  /// Ends the emulators and deletes the guest program.
  @Override
  public void close() throws IOException {
    processes.values().forEach(QemuProcess::close);
    guest.close();
  }
}
