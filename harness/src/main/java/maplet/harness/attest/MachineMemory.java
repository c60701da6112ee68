package maplet.harness.attest;

import java.util.OptionalLong;

/// A machine's physical memory while no image is in it: where tables can be, which frames tell
/// where they are when they are accessed, and where there is nothing at all.
public interface MachineMemory {
  /// Which memory a regime's processor has.
  @FunctionalInterface
  interface Of {
    /// The memory.
    MachineMemory regime(String id);
  }

  /// What an address is good for.
  enum Use {
    /// Zero but for an image's words.
    TABLES,
    /// Accesses tell the address.
    TELLING,
    /// No memory: an access ends in an external abort, a bus error.
    NOWHERE,
    /// The guest program, devices: neither walks nor accesses may get there.
    FORBIDDEN
  }

  /// What an address is good for; any value may be asked.
  Use use(long address);

  /// The word at an address outside images.
  ///
  /// @throws OutsideMemoryException where there is no memory, or it is forbidden
  long read(long address);

  /// First address of the memory for tables, a multiple of 1 MiB.
  long tables();

  /// Its size in bytes, a multiple of 1 MiB.
  long tablesSize();

  /// First address of memory that tells where it is, a multiple of its size.
  long telling();

  /// Its size in bytes, a power of two.
  long tellingSize();

  /// An address of a frame with which the machine wants every image to map one page, with all
  /// permissions, as [TableImage#companion]; a multiple of 64 KiB.
  OptionalLong companionPage();

  /// Width of the guest physical addresses that a guest can form, 12 to 64.
  int gpaBits();
}
