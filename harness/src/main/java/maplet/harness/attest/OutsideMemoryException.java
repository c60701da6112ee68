package maplet.harness.attest;

/// A walk reads a table where the machine has no memory.
public final class OutsideMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long address;

  /// @param address physical address that was read
  public OutsideMemoryException(long address) {
    // No stack trace: campaigns meet thousands of these.
    super("no memory at 0x%x".formatted(address), null, false, false);
    this.address = address;
  }

  /// Physical address that was read.
  public long address() {
    return address;
  }
}
