package maplet.harness.attest.bochs;

import java.util.OptionalLong;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.OutsideMemoryException;

/// [EptMemory] for the probes of every architecture. Where there is no RAM Bochs reads ones instead
/// of failing, so that memory is forbidden rather than nowhere.
final class EmulatedMemory implements MachineMemory {
  @Override
  public Use use(long address) {
    if (address >= EptMemory.TABLES && address < EptMemory.TABLES + EptMemory.TABLES_SIZE) {
      return Use.TABLES;
    }
    return EptMemory.tells(address) ? Use.TELLING : Use.FORBIDDEN;
  }

  @Override
  public long read(long address) {
    if (use(address) == Use.FORBIDDEN) {
      throw new OutsideMemoryException(address);
    }
    return EptMemory.wordAt(address);
  }

  @Override
  public long tables() {
    return EptMemory.TABLES;
  }

  @Override
  public long tablesSize() {
    return EptMemory.TABLES_SIZE;
  }

  @Override
  public long telling() {
    return EptMemory.TELLING_LOW;
  }

  @Override
  public long tellingSize() {
    return EptMemory.TELLING_LOW_SIZE;
  }

  @Override
  public OptionalLong companionPage() {
    return OptionalLong.empty();
  }

  @Override
  public int gpaBits() {
    return EptProbe.GPA_BITS;
  }
}
