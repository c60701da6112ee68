package maplet.harness.stdio;

import java.util.Arrays;

/// A list of numbers that grows.
final class Numbers {
  private long[] numbers;
  private int size;

  Numbers() {
    this(new long[64], 0);
  }

  private Numbers(long[] numbers, int size) {
    this.numbers = numbers;
    this.size = size;
  }

  /// A list of zeros.
  static Numbers zeros(int size) {
    return new Numbers(new long[size], size);
  }

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  void set(int index, long number) {
    numbers[index] = number;
  }

  long get(int index) {
    return numbers[index];
  }

  int size() {
    return size;
  }

  /// Takes all numbers out, into a list of their own.
  Numbers take() {
    Numbers taken = new Numbers(Arrays.copyOf(numbers, size), size);
    size = 0;
    return taken;
  }
}
