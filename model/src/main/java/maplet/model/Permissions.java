package maplet.model;

import org.apache.commons.lang3.Validate;

/// A set of permissions that a mapping grants to a guest.
///
/// The set is kept as bits, so that the rules and the checking loop can work on primitives; bits 0
/// to 2 are used, bit 3 is free for the user-execute permission of regimes that tell privileged and
/// user execution apart.
///
/// @param bits any combination of [#READ], [#WRITE] and [#EXECUTE], 0 to 7
public record Permissions(int bits) {
  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXECUTE = 4;

  /// The mask of all permission bits.
  public static final int ALL_BITS = READ | WRITE | EXECUTE;

  public static final Permissions NONE = new Permissions(0);
  public static final Permissions R = new Permissions(READ);
  public static final Permissions RW = new Permissions(READ | WRITE);
  public static final Permissions RX = new Permissions(READ | EXECUTE);
  public static final Permissions RWX = new Permissions(ALL_BITS);

  /// Refuses bits outside [#ALL_BITS] with an [IllegalArgumentException].
  public Permissions {
    Validate.isTrue((bits & ~ALL_BITS) == 0, "permission bits (0x%x) must be within 0x7", bits);
  }

  /// Whether the access is granted.
  public boolean permits(Access access) {
    return (bits & access.permission()) != 0;
  }

  /// Reads the form that [#toString] writes: three characters, each its letter or a dash (`rw-`).
  ///
  /// @throws IllegalArgumentException for any other text
  public static Permissions parse(String text) {
    int bits = 0;
    boolean wellFormed = text.length() == 3;
    for (int i = 0; wellFormed && i < 3; i++) {
      if (text.charAt(i) == "rwx".charAt(i)) {
        bits |= 1 << i;
      } else {
        wellFormed = text.charAt(i) == '-';
      }
    }
    Validate.isTrue(
        wellFormed,
        "permissions (%s) must be 'rwx' with '-' for each one missing, as in 'r-x'",
        text);
    return new Permissions(bits);
  }

  /// `rwx`, with a dash for each permission that is missing.
  @Override
  public String toString() {
    return ((bits & READ) != 0 ? "r" : "-")
        + ((bits & WRITE) != 0 ? "w" : "-")
        + ((bits & EXECUTE) != 0 ? "x" : "-");
  }
}
