package maplet.model;

/// What a guest does with an address: load, store, or instruction fetch.
public enum Access {
  READ(Permissions.READ),
  WRITE(Permissions.WRITE),
  EXECUTE(Permissions.EXECUTE);

  private static final Access[] ALL = values();

  private final int permission;

  Access(int permission) {
    this.permission = permission;
  }

  /// The single permission bit (see [Permissions]) that this access needs.
  public int permission() {
    return permission;
  }

  /// The access with the given ordinal, 0 to 2, without copying the array of values.
  public static Access of(int ordinal) {
    return ALL[ordinal];
  }
}
