package maplet.harness.walk;

/// A walk reads a word that no dump holds.
final class MissingWordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long address;

  /// @param address physical address of the word
  MissingWordException(long address) {
    super("no word at 0x%x".formatted(address));
    this.address = address;
  }

  long address() {
    return address;
  }
}
