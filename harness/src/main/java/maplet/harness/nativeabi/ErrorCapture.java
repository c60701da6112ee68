package maplet.harness.nativeabi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import maplet.harness.subject.Panic;

/// What a library writes to the error output while it is called, for the words of its panics.
///
/// It costs two system calls a call of the library, so it begins with the first panic, whose words
/// are lost to it; whoever wants them has the operation run again. Where the system has no
/// `memfd_create` nothing is known.
final class ErrorCapture {
  private static final int ERROR_OUTPUT = 2;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private enum State {
    NOT_YET,
    ON,
    IMPOSSIBLE
  }

  private State state = State.NOT_YET;
  private int file = -1;
  private int original = -1;

  @SuppressWarnings("restricted")
  private static MethodHandle find(String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  /// The library is about to be called.
  void enter() {
    if (state == State.ON) {
      redirect(file);
    }
  }

  /// It has returned.
  void leave() {
    if (state == State.ON) {
      redirect(original);
    }
  }

  /// What it has said of a panic that it has just answered with.
  Panic panic() {
    if (state == State.NOT_YET) {
      begin();
      return Panic.UNKNOWN;
    }
    return state == State.ON ? PanicText.parse(take()) : Panic.UNKNOWN;
  }

  private void begin() {
    state = State.IMPOSSIBLE;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("maplet-errors");
      file = (int) find("memfd_create", INT, ValueLayout.ADDRESS, INT).invokeExact(name, 0);
      original = (int) find("dup", INT, INT).invokeExact(ERROR_OUTPUT);
      state = file >= 0 && original >= 0 ? State.ON : State.IMPOSSIBLE;
    } catch (Throwable e) {
      // Not this system: then panics have no words.
      state = State.IMPOSSIBLE;
    }
  }

  private void redirect(int target) {
    try {
      int done = (int) Redirect.DUP2.invokeExact(target, ERROR_OUTPUT);
      if (done < 0) {
        state = State.IMPOSSIBLE;
      }
    } catch (Throwable e) {
      throw new IllegalStateException("the error output can't be redirected", e);
    }
  }

  /// All that was written since the last time, which goes on to the original output.
  private String take() {
    Path path = Path.of("/proc/self/fd/" + file);
    try {
      byte[] bytes = Files.readAllBytes(path);
      Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      long at = (long) Redirect.SEEK.invokeExact(file, 0L, 0);
      if (at != 0) {
        state = State.IMPOSSIBLE;
      }
      System.err.write(bytes);
      System.err.flush();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    } catch (Throwable e) {
      throw new IllegalStateException("the error output can't be read", e);
    }
  }

  /// Looked up when they are needed.
  private static final class Redirect {
    static final MethodHandle DUP2 = find("dup2", INT, INT, INT);
    static final MethodHandle SEEK = find("lseek", LONG, INT, LONG, INT);

    private Redirect() {}
  }
}
