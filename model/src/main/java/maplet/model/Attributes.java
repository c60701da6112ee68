package maplet.model;

/// What a mapping grants besides its address: permissions and a memory type.
///
/// [#code] packs both into seven bits for the places that work on primitives: permissions in bits
/// 3:0, the memory type's ordinal in bits 6:4.
public record Attributes(Permissions permissions, MemoryType memoryType) {
  /// One more than the largest [#code].
  public static final int CODES = 1 << 7;

  private static final int TYPE_SHIFT = 4;

  /// Ordinary RAM: read, write, execute, write-back.
  public static final Attributes RAM = new Attributes(Permissions.RWX, MemoryType.WRITE_BACK);

  /// The attributes as a number from 0 to `CODES - 1`.
  public int code() {
    return code(permissions.bits(), memoryType);
  }

  /// The code of the given permission bits and memory type.
  public static int code(int permissionBits, MemoryType memoryType) {
    return permissionBits | memoryType.ordinal() << TYPE_SHIFT;
  }

  /// The permission bits of a code.
  public static int permissionBits(int code) {
    return code & Permissions.ALL_BITS;
  }

  /// Whether the code is one that [#code] returns for some attributes.
  public static boolean isCode(int code) {
    return code >= 0 && code < CODES && code >>> TYPE_SHIFT < MemoryType.count();
  }

  /// The attributes with the given code.
  ///
  /// @throws IllegalArgumentException when [#isCode] is false
  public static Attributes of(int code) {
    if (!isCode(code)) {
      throw new IllegalArgumentException(
          "attribute code (%d) does not name attributes".formatted(code));
    }
    return new Attributes(
        new Permissions(permissionBits(code)), MemoryType.of(code >>> TYPE_SHIFT));
  }

  /// As in `rw- write-back`.
  @Override
  public String toString() {
    return permissions + " " + memoryType;
  }
}
