package maplet.impl.memory;

import java.util.Optional;

/// One frame of host memory, which goes back to the host exactly once.
///
/// ```
/// try (Frame frame = Frame.allocZero(hal).orElseThrow()) {
///   table.write(frame.address());
/// }
/// ```
///
/// Not thread-safe.
public final class Frame implements AutoCloseable {
  private final MemoryHal hal;
  private final long address;
  private boolean closed;

  private Frame(MemoryHal hal, long address) {
    this.hal = hal;
    this.address = address;
  }

  /// A frame with whatever its last owner left; nothing where the host has none.
  public static Optional<Frame> alloc(MemoryHal hal) {
    long address = hal.allocFrame();
    return address == MemoryHal.NONE ? Optional.empty() : Optional.of(new Frame(hal, address));
  }

  /// A frame of zeros; nothing where the host has none.
  public static Optional<Frame> allocZero(MemoryHal hal) {
    Optional<Frame> frame = alloc(hal);
    frame.ifPresent(fresh -> fresh.fill((byte) 0));
    return frame;
  }

  /// Host physical address of the first byte, a multiple of the frame size.
  ///
  /// @throws IllegalStateException when the frame is closed
  public long address() {
    if (closed) {
      throw new IllegalStateException(
          "frame (0x%x) is closed: it went back to the host".formatted(address));
    }
    return address;
  }

  /// Bytes of the frame.
  public long size() {
    return hal.frameSize();
  }

  /// Sets every byte.
  ///
  /// @throws IllegalStateException when the frame is closed
  public void fill(byte value) {
    hal.virtualMemory().asSlice(hal.physToVirt(address()), size()).fill(value);
  }

  /// Gives the frame back; does nothing when it is closed already.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      hal.deallocFrame(address);
    }
  }
}
