package maplet.model;

import org.apache.commons.lang3.Validate;

/// A set of permissions that a mapping grants to a guest.
///
/// The set is kept as bits, so that the rules and the checking loop can work on primitives.
///
/// Some regimes tell the guest's privileged instruction fetches from its user's (EPT with
/// mode-based execute control, AArch64 with FEAT_XNX). There [#EXECUTE] is for the privileged ones
/// and [#USER_EXECUTE] for the user's. In all others [#EXECUTE] is for both, and [#USER_EXECUTE]
/// isn't representable.
///
/// @param bits any combination of [#READ], [#WRITE], [#EXECUTE] and [#USER_EXECUTE], 0 to 15
public record Permissions(int bits) {
  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXECUTE = 4;
  public static final int USER_EXECUTE = 8;

  /// The mask of all permission bits.
  public static final int ALL_BITS = READ | WRITE | EXECUTE | USER_EXECUTE;

  public static final Permissions NONE = new Permissions(0);
  public static final Permissions R = new Permissions(READ);
  public static final Permissions RW = new Permissions(READ | WRITE);
  public static final Permissions RX = new Permissions(READ | EXECUTE);
  public static final Permissions RWX = new Permissions(READ | WRITE | EXECUTE);

  /// Refuses bits outside [#ALL_BITS] with an [IllegalArgumentException].
  public Permissions {
    Validate.isTrue((bits & ~ALL_BITS) == 0, "permission bits (0x%x) must be within 0xf", bits);
  }

  /// Reads the form that [#toString] writes: three characters, each its letter or a dash (`rw-`),
  /// and a `u` behind them for user-execute.
  ///
  /// @throws IllegalArgumentException for any other text
  public static Permissions parse(String text) {
    int bits = 0;
    boolean user = text.length() == 4 && text.charAt(3) == 'u';
    boolean wellFormed = text.length() == 3 || user;
    for (int i = 0; wellFormed && i < 3; i++) {
      if (text.charAt(i) == "rwx".charAt(i)) {
        bits |= 1 << i;
      } else {
        wellFormed = text.charAt(i) == '-';
      }
    }
    Validate.isTrue(
        wellFormed,
        "permissions (%s) must be 'rwx' with '-' for each one missing, as in 'r-x', and 'u' behind"
            + " them for user-execute",
        text);
    return new Permissions(user ? bits | USER_EXECUTE : bits);
  }

  /// `rwx`, with a dash for each permission that is missing; `rwxu` with user-execute.
  @Override
  public String toString() {
    return ((bits & READ) != 0 ? "r" : "-")
        + ((bits & WRITE) != 0 ? "w" : "-")
        + ((bits & EXECUTE) != 0 ? "x" : "-")
        + ((bits & USER_EXECUTE) != 0 ? "u" : "");
  }
}
