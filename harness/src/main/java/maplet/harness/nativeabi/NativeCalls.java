package maplet.harness.nativeabi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import maplet.harness.nativeabi.NativeLibrary.Function;

/// The calls of a library's functions. Pointers are passed as numbers.
final class NativeCalls {
  private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout INT = ValueLayout.JAVA_INT;

  private static final MethodHandle CREATE = handle(LONG, LONG, INT, LONG, LONG, LONG);
  private static final MethodHandle MAP = handle(LONG, LONG, LONG, LONG, INT, INT);
  private static final MethodHandle UNMAP = handle(LONG, LONG, LONG);
  private static final MethodHandle PROTECT = handle(LONG, LONG, LONG, INT);
  private static final MethodHandle ACCESS = handle(LONG, LONG, INT);
  private static final MethodHandle END = handle(LONG);

  private final MemorySegment create;
  private final MemorySegment map;
  private final MemorySegment unmap;
  private final MemorySegment protect;
  private final MemorySegment fault;
  private final MemorySegment translate;
  private final MemorySegment clear;
  private final MemorySegment destroy;

  NativeCalls(NativeLibrary library) {
    create = library.function(Function.CREATE);
    map = library.function(Function.MAP);
    unmap = library.function(Function.UNMAP);
    protect = library.function(Function.PROTECT);
    fault = library.function(Function.FAULT);
    translate = library.function(Function.TRANSLATE);
    clear = library.function(Function.CLEAR);
    destroy = library.function(Function.DESTROY);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(MemoryLayout... parameters) {
    return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(LONG, parameters));
  }

  /// Whether the library hasn't got a function.
  private static boolean lacks(MemorySegment function) {
    return function.address() == 0;
  }

  long create(long control, long regime, int layer, long base, long size, long space) {
    try {
      return lacks(create)
          ? Codes.ENOSYS
          : (long) CREATE.invokeExact(create, control, regime, layer, base, size, space);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long map(long space, long gpa, long size, long hpa, int attributes, int how) {
    try {
      return lacks(map)
          ? Codes.ENOSYS
          : (long) MAP.invokeExact(map, space, gpa, size, hpa, attributes, how);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long unmap(long space, long gpa, long size) {
    try {
      return lacks(unmap) ? Codes.ENOSYS : (long) UNMAP.invokeExact(unmap, space, gpa, size);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long protect(long space, long gpa, long size, int attributes) {
    try {
      return lacks(protect)
          ? Codes.ENOSYS
          : (long) PROTECT.invokeExact(protect, space, gpa, size, attributes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long fault(long space, long gpa, int access) {
    return access(fault, space, gpa, access);
  }

  long translate(long space, long gpa, int access) {
    return access(translate, space, gpa, access);
  }

  long clear(long space) {
    return end(clear, space);
  }

  long destroy(long space) {
    return end(destroy, space);
  }

  private static long access(MemorySegment function, long space, long gpa, int access) {
    try {
      return lacks(function)
          ? Codes.ENOSYS
          : (long) ACCESS.invokeExact(function, space, gpa, access);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static long end(MemorySegment function, long space) {
    try {
      return lacks(function) ? Codes.ENOSYS : (long) END.invokeExact(function, space);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Native code throws nothing, so this is Java's own trouble.
  private static IllegalStateException failed(Throwable e) {
    return new IllegalStateException("a native call failed: " + e, e);
  }
}
