package maplet.harness.walk;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.TextFile;
import maplet.model.arch.WordMemory;

/// The memory of a user's machine, as far as dumps hold it; no word is in two of them.
///
/// Mapped files are released by [#close].
public final class Dumps implements WordMemory, AutoCloseable {
  /// Bytes of the largest sparse dump: two million words, each a line.
  private static final long MOST_OF_SPARSE = 64L << 20;

  private final Arena arena = Arena.ofConfined();
  private final List<Dump> dumps = new ArrayList<>();

  private Dumps() {}

  /// Opens dumps.
  ///
  /// @param arguments each a `FILE` or `FILE@PA`: raw memory that begins at physical address PA, 0
  ///   where it isn't said, or a sparse dump
  /// @throws InputFormatException when a file isn't there, breaks its format, or overlaps another
  /// @throws IOException when a file can't be read
  public static Dumps open(List<String> arguments) throws IOException {
    Dumps opened = new Dumps();
    try {
      for (String argument : arguments) {
        opened.add(argument);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /// The word at a physical address.
  ///
  /// @throws MissingWordException when no dump holds it
  @Override
  public long read(long physicalAddress) {
    for (Dump dump : dumps) {
      if (dump.holds(physicalAddress)) {
        return dump.word(physicalAddress);
      }
    }
    throw new MissingWordException(physicalAddress);
  }

  /// What the dumps hold, in words.
  String extent() {
    return dumps.stream()
        .map(dump -> dump.name() + " holds " + dump.extent())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    arena.close();
  }

  private void add(String argument) throws IOException {
    Dump added = read(argument);
    for (Dump dump : dumps) {
      long overlap = dump.overlap(added);
      if (overlap >= 0) {
        throw new InputFormatException(
            "--memory " + added.name(),
            0,
            "it overlaps %s: both hold 0x%x (%s and %s)"
                .formatted(dump.name(), overlap, dump.extent(), added.extent()),
            "give each byte once, and each raw file its address as in FILE@0x80000000");
      }
    }
    dumps.add(added);
  }

  private Dump read(String argument) throws IOException {
    int at = argument.lastIndexOf('@');
    boolean whole = at < 0 || Files.exists(Path.of(argument));
    String name = whole ? argument : argument.substring(0, at);
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw bad(name, "expected a file, there is none", "name a raw or a sparse dump");
    }
    if (isSparse(file)) {
      if (!whole) {
        throw bad(argument, "a sparse dump has its own addresses", "leave the @ and PA away");
      }
      return sparse(name, file);
    }
    return raw(name, file, whole ? 0 : base(argument, argument.substring(at + 1)));
  }

  private static boolean isSparse(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return SparseDump.begins(in.readNBytes(SparseDump.headerLength()));
    }
  }

  private static SparseDump sparse(String name, Path file) throws IOException {
    return SparseDump.parse(name, TextFile.read(file, MOST_OF_SPARSE).lines().toList());
  }

  private static long base(String argument, String text) {
    OptionalLong base = Addresses.parse(text);
    if (base.isEmpty() || base.getAsLong() % Long.BYTES != 0 || base.getAsLong() < 0) {
      throw bad(
          argument,
          "'%s' must be a physical address, a multiple of 8 below 2^63".formatted(text),
          "write it as in FILE@0x80000000 or FILE@2G");
    }
    return base.getAsLong();
  }

  private RawDump raw(String name, Path file, long base) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size == 0 || size % Long.BYTES != 0 || base + size < 0) {
        throw bad(
            name,
            "raw memory must be whole words of 8 bytes below 2^63, it has %d bytes".formatted(size),
            "dump whole pages; a sparse dump begins with the line '%s'"
                .formatted(SparseDump.HEADER));
      }
      return new RawDump(name, base, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
    }
  }

  private static InputFormatException bad(String argument, String rule, String fix) {
    return new InputFormatException("--memory " + argument, 0, rule, fix);
  }
}
