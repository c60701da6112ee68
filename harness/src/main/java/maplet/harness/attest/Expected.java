package maplet.harness.attest;

import java.util.List;
import java.util.function.UnaryOperator;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.arch.Regime;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.WordMemory;

/// What the description says of a probe, as far as any machine might show it.
sealed interface Expected {
  /// The access reaches an address, whether there is memory or not.
  ///
  /// @param updates what hardware makes of the image's words
  record Reached(long hpa, MemoryType type, List<Update> updates) implements Expected {}

  /// The walk faults.
  ///
  /// @param level the manual's own number
  /// @param updates that hardware makes all the same; none by the description
  record Faulted(FaultKind kind, int level, Syndrome syndrome, List<Update> updates)
      implements Expected {}

  /// The walk reads where the machine has no memory.
  ///
  /// @param level of the entry that it wants to read
  /// @param address of that entry
  record Outside(int level, long address) implements Expected {}

  /// The emulator would end itself, so it must not be asked. Never the description's.
  record Fatal() implements Expected {}

  /// What a regime says of a probe.
  static Expected of(Regime regime, MachineMemory memory, Probe probe) {
    TableImage image = probe.image();
    return of(
        regime,
        address -> image.read(memory, address),
        image.root(),
        probe.gpa(),
        probe.access(),
        probe.gpa());
  }

  /// What a regime says of an access.
  ///
  /// @param gpa the address that is walked
  /// @param reported the address that a syndrome names
  static Expected of(
      Regime regime, WordMemory memory, long root, long gpa, Access access, long reported) {
    Reads reads = new Reads(memory);
    try {
      return switch (regime.walk(reads, root, gpa, access)) {
        case WalkResult.Reached(long hpa, var attributes, _, _, List<Update> updates) ->
            new Reached(hpa, attributes.memoryType(), updates);
        case WalkResult.Faulted fault ->
            new Faulted(
                fault.kind(), fault.level(), regime.syndrome(fault, access, reported), List.of());
      };
    } catch (OutsideMemoryException e) {
      return new Outside(regime.level(regime.levels() - reads.count), e.address());
    }
  }

  /// Counts the entries that a walk reads: one a level, from the root down.
  final class Reads implements WordMemory {
    private final WordMemory memory;
    private int count;

    Reads(WordMemory memory) {
      this.memory = memory;
    }

    @Override
    public long read(long physicalAddress) {
      count++;
      return memory.read(physicalAddress);
    }
  }

  /// The same with other updates.
  static Expected withUpdates(Expected expected, UnaryOperator<Update> change) {
    if (!(expected instanceof Reached reached) || reached.updates().isEmpty()) {
      return expected;
    }
    List<Update> updates = reached.updates().stream().map(change).toList();
    return new Reached(reached.hpa(), reached.type(), updates);
  }
}
