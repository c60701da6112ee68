package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import maplet.harness.subject.Report;

/// A shared library that has been loaded, and the table of functions that it gave: `struct
/// maplet_subject`.
///
/// Loading runs the library's own code. It is never unloaded.
public final class NativeLibrary {
  /// The version of `maplet.h`.
  public static final int ABI_VERSION = 1;

  private static final String SYMBOL = "maplet_subject";
  private static final long TABLE_BYTES = 96;
  private static final int MOST_TEXT_BYTES = 256;
  private static final long NAME = 8;
  private static final long VERSION = 16;
  private static final long REPORTS = 24;
  private static final long FIRST_FUNCTION = 32;

  /// The functions, in the order of the table.
  enum Function {
    CREATE,
    MAP,
    UNMAP,
    PROTECT,
    FAULT,
    TRANSLATE,
    CLEAR,
    DESTROY
  }

  private final String name;
  private final Set<Report> reports;
  private final MemorySegment[] functions = new MemorySegment[Function.values().length];

  private NativeLibrary(MemorySegment table) {
    name = text(table, NAME) + " " + text(table, VERSION);
    long told = table.get(ValueLayout.JAVA_LONG, REPORTS);
    reports = EnumSet.noneOf(Report.class);
    for (Report report : Report.values()) {
      if ((told >>> report.ordinal() & 1) != 0) {
        reports.add(report);
      }
    }
    for (int i = 0; i < functions.length; i++) {
      functions[i] =
          table.get(
              ValueLayout.ADDRESS, FIRST_FUNCTION + (long) i * ValueLayout.ADDRESS.byteSize());
    }
  }

  /// Loads a library.
  ///
  /// @throws IllegalArgumentException when it isn't one, or isn't a subject of this version
  @SuppressWarnings("restricted")
  public static NativeLibrary load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "native:%s: expected a shared library that exists".formatted(file));
    }
    try {
      SymbolLookup symbols = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
      MemorySegment entry =
          symbols
              .find(SYMBOL)
              .orElseThrow(() -> bad(file, "it exports no " + SYMBOL + ", see maplet.h"));
      MemorySegment given =
          (MemorySegment)
              Linker.nativeLinker()
                  .downcallHandle(entry, FunctionDescriptor.of(ValueLayout.ADDRESS))
                  .invokeExact();
      if (given.address() == 0) {
        throw bad(file, SYMBOL + "() gave no table");
      }
      MemorySegment table = given.reinterpret(TABLE_BYTES);
      int version = table.get(ValueLayout.JAVA_INT, 0);
      if (version != ABI_VERSION || table.get(ValueLayout.JAVA_INT, Integer.BYTES) < TABLE_BYTES) {
        throw bad(
            file,
            "it has ABI version %d, and this is version %d: build it with this maplet.h"
                .formatted(version, ABI_VERSION));
      }
      return new NativeLibrary(table);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException("native:" + file + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException bad(Path file, String reason) {
    return new IllegalArgumentException("native:" + file + " isn't a subject: " + reason);
  }

  @SuppressWarnings("restricted")
  private static String text(MemorySegment table, long offset) {
    MemorySegment text = table.get(ValueLayout.ADDRESS, offset);
    if (text.address() == 0) {
      return "?";
    }
    MemorySegment bytes = text.reinterpret(MOST_TEXT_BYTES);
    int length = 0;
    while (length < MOST_TEXT_BYTES && bytes.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    byte[] read = bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(read, StandardCharsets.UTF_8);
  }

  /// Name and version, for reports.
  public String name() {
    return name;
  }

  /// Which events the subject tells.
  public Set<Report> reports() {
    return reports;
  }

  /// The address of a function; zero where the subject hasn't got it.
  MemorySegment function(Function function) {
    return functions[function.ordinal()];
  }
}
