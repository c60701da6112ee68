package maplet.harness.imports;

/// What a guest finds at a range of its physical addresses.
enum MemoryKind {
  /// Memory that the guest reads, writes and executes.
  RAM,
  /// Memory that the guest reads and executes: ROM, and flash while it is in its read mode.
  ROM,
  /// Registers of a device.
  DEVICE
}
