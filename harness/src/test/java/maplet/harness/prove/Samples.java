package maplet.harness.prove;

import java.util.List;
import java.util.Objects;

/// Methods whose bytecode has what the code under proof has seldom or not yet.
///
/// They are executed by the JVM and by the executor.
final class Samples {
  private static final int[] TABLE = {3, -1, 4, -1, 5};
  private static long calls;

  private final long first;
  private long second;

  private Samples(long first) {
    this.first = first;
  }

  static int switched(int x) {
    return switch (x) {
      case 0 -> 7;
      case 1, 2 -> x << 2;
      case 3 -> -x;
      case 1000 -> 1;
      case -100_000 -> 2;
      default -> x - 1;
    };
  }

  static int dense(int x) {
    return switch (x & 7) {
      case 0 -> x;
      case 1 -> 11;
      case 2 -> x ^ 12;
      case 3, 4 -> x >> 3;
      case 5 -> x >>> 28;
      default -> -1;
    };
  }

  static long narrowed(long x) {
    return (byte) x + ((long) (short) x << 8) + ((long) (char) x << 24) + (int) (x >>> 7);
  }

  static int compared(long x, long y) {
    int result = 0;
    result |= x < y ? 1 : 0;
    result |= x <= y ? 2 : 0;
    result |= x > y ? 4 : 0;
    result |= x >= y ? 8 : 0;
    result |= x == y ? 16 : 0;
    result |= x != y ? 32 : 0;
    return result;
  }

  static int comparedInts(int x, int y) {
    int result = 0;
    result |= x < y ? 1 : 0;
    result |= x <= y ? 2 : 0;
    result |= x > y ? 4 : 0;
    result |= x >= y ? 8 : 0;
    result |= x == y ? 16 : 0;
    result |= x != y ? 32 : 0;
    result |= x > 0 ? 64 : 0;
    result |= x <= 0 ? 128 : 0;
    result |= x >= 0 ? 256 : 0;
    result |= x < 0 ? 512 : 0;
    return result;
  }

  static long unsigned(long x, long y) {
    return Long.compareUnsigned(x, y) + 4L * Math.min((int) x, (int) y);
  }

  static int element(int index) {
    return TABLE[index] + TABLE.length;
  }

  static long rounds(int count) {
    long sum = 1;
    for (int i = 0; i < count; i++) {
      sum = sum * 3 + i;
    }
    return sum;
  }

  static long nestedRounds(int count) {
    long sum = 0;
    for (int i = 0; i < (count & 3); i++) {
      for (int j = i; j >= 0; j -= 2) {
        sum += i * 10L + j;
      }
    }
    return sum;
  }

  /// An object whose field is set on one way only, and read on both.
  static long fields(long x) {
    Samples sample = new Samples(x);
    if (x > 5) {
      sample.second = x * 2;
    } else {
      sample.second = -x;
    }
    return sample.first + sample.second++ + sample.second;
  }

  /// A value of an assignment: the stack is rearranged.
  static long assigned(long x, int y) {
    Samples sample = new Samples(x);
    long a = sample.second = x + 1;
    long b = sample.second += y;
    return a ^ b << 1 ^ sample.second;
  }

  /// One of two objects, or none.
  static long alternatives(long x) {
    Samples sample = x == 1 ? new Samples(10) : x == 2 ? new Samples(20) : null;
    return sample == null ? -1 : sample.first;
  }

  /// A cast of null is null.
  static int cast(long x) {
    Object object = x == 0 ? null : new Samples(x);
    Samples sample = (Samples) object;
    return sample == null ? 1 : 0;
  }

  static long castOfOther(long x) {
    Object object = x == 0 ? List.of() : new Samples(x);
    return ((Samples) object).first;
  }

  static long nullPointer(long x) {
    Samples sample = x == 3 ? null : new Samples(x);
    return sample.first();
  }

  static long fieldOfNull(long x) {
    Samples sample = x == 3 ? null : new Samples(x);
    return sample.first;
  }

  /// What is stored into an array that was made here is forgotten, but not what was assigned.
  static int assignedElement(int x) {
    int[] array = new int[2];
    int y = array[1] = x + 1;
    return y;
  }

  static long required(long x) {
    Samples sample = x == 3 ? null : new Samples(x);
    Objects.requireNonNull(sample);
    return 1;
  }

  static int converted(long x) {
    return Math.toIntExact(x);
  }

  private long first() {
    return first;
  }

  static int isSample(long x) {
    Object object = x == 0 ? "text" : x == 1 ? null : new Samples(x);
    return object instanceof Samples sample ? (int) sample.first : -1;
  }

  static int same(long x) {
    Samples one = new Samples(1);
    Samples other = x == 0 ? one : new Samples(1);
    return (one == other ? 1 : 0) + (one != other ? 2 : 0);
  }

  static long thrown(long x) {
    if (x == 0) {
      throw new IllegalArgumentException("zero: " + x);
    }
    if (x == 1) {
      throw x > 0 ? new IllegalStateException() : new ArithmeticException();
    }
    return x;
  }

  static long storesStatically(long x) {
    calls = x;
    return calls;
  }

  static long divides(long x) {
    return x / 3;
  }

  static double floats(long x) {
    return x * 0.5;
  }

  static long locks(Object lock) {
    synchronized (lock) {
      return 1;
    }
  }

  static int lambda(int x) {
    Runnable runnable = () -> {};
    return runnable == null ? x : x + 1;
  }

  static int storesIntoATable(int x) {
    TABLE[0] = x;
    return x;
  }

  static long deep(long x) {
    return deep(x + 1);
  }

  static long textLength(long x) {
    return ("number " + x).length();
  }
}
