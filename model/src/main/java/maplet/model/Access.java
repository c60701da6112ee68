package maplet.model;

import java.util.Locale;

/// What a guest does with an address: load, store, or instruction fetch, privileged or a user's.
public enum Access {
  READ(Permissions.READ),
  WRITE(Permissions.WRITE),
  EXECUTE(Permissions.EXECUTE),
  USER_EXECUTE(Permissions.USER_EXECUTE);

  private static final Access[] ALL = values();

  private final int permission;

  Access(int permission) {
    this.permission = permission;
  }

  /// The single permission bit (see [Permissions]) that this access needs where user's fetches have
  /// a permission of their own; [Capabilities#permissionFor] knows where they haven't.
  public int permission() {
    return permission;
  }

  /// How many kinds of access there are.
  public static int count() {
    return ALL.length;
  }

  /// The name in lower case with dashes, as in `user-execute`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The access with the given ordinal, 0 to 3, without copying the array of values.
  public static Access of(int ordinal) {
    return ALL[ordinal];
  }
}
