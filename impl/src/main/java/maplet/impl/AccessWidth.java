package maplet.impl;

/// How many bytes one access of a device, or of the host on a device's behalf, moves.
public enum AccessWidth {
  BYTE(1),
  WORD(2),
  DWORD(4),
  QWORD(8);

  private final int bytes;

  AccessWidth(int bytes) {
    this.bytes = bytes;
  }

  /// 1, 2, 4 or 8.
  public int bytes() {
    return bytes;
  }

  /// The width of this many bytes.
  ///
  /// @throws IllegalArgumentException when `bytes` isn't 1, 2, 4 or 8
  public static AccessWidth of(int bytes) {
    return switch (bytes) {
      case 1 -> BYTE;
      case 2 -> WORD;
      case 4 -> DWORD;
      case 8 -> QWORD;
      default ->
          throw new IllegalArgumentException(
              "access width (%d) must be 1, 2, 4 or 8 bytes".formatted(bytes));
    };
  }
}
