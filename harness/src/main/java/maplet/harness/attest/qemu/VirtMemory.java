package maplet.harness.attest.qemu;

import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.OutsideMemoryException;

/// The physical memory of QEMU's machines `virt` with a gigabyte of RAM.
///
/// @param ram its first address
/// @param devicesAbove first address of the devices above RAM
/// @param devicesEnd one more than their last address
/// @param tag the word of telling memory at an address
/// @param companionPage of the guest program, where it has one
/// @param gpaBits width of guest physical addresses
record VirtMemory(
    long ram,
    long devicesAbove,
    long devicesEnd,
    LongUnaryOperator tag,
    OptionalLong companionPage,
    int gpaBits)
    implements MachineMemory {
  private static final long RAM_SIZE = 1 << 30;
  private static final long TABLES_OFFSET = 0x800_0000;
  private static final long TABLES_SIZE = 16 << 20;
  private static final long TELLING_OFFSET = 0x1000_0000;
  private static final long TELLING_SIZE = 64 << 20;

  @Override
  public Use use(long address) {
    if (address >= tables() && address < tables() + TABLES_SIZE) {
      return Use.TABLES;
    }
    if (address >= telling() && address < telling() + TELLING_SIZE) {
      return Use.TELLING;
    }
    boolean below = address >= 0 && address < ram + RAM_SIZE;
    boolean devices = address >= devicesAbove && address < devicesEnd;
    return below || devices ? Use.FORBIDDEN : Use.NOWHERE;
  }

  @Override
  public long read(long address) {
    return switch (use(address)) {
      case TABLES -> 0;
      case TELLING -> tag.applyAsLong(address);
      case NOWHERE, FORBIDDEN -> throw new OutsideMemoryException(address);
    };
  }

  @Override
  public long tables() {
    return ram + TABLES_OFFSET;
  }

  @Override
  public long tablesSize() {
    return TABLES_SIZE;
  }

  @Override
  public long telling() {
    return ram + TELLING_OFFSET;
  }

  @Override
  public long tellingSize() {
    return TELLING_SIZE;
  }
}
