package maplet.harness.attest;

import java.util.ArrayList;
import java.util.List;
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
  record Faulted(FaultKind kind, int level, Syndrome syndrome) implements Expected {}

  /// The walk reads where the machine has no memory.
  ///
  /// @param level of the entry that it wants to read
  record Outside(int level) implements Expected {}

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
            new Faulted(fault.kind(), fault.level(), regime.syndrome(fault, access, reported));
      };
    } catch (OutsideMemoryException _) {
      return new Outside(regime.level(regime.levels() - reads.count));
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

  /// The same with other words in its updates.
  ///
  /// @param word what is to stand for a word of an update
  static Expected withUpdates(Expected expected, UpdateChange word) {
    if (!(expected instanceof Reached reached) || reached.updates().isEmpty()) {
      return expected;
    }
    List<Update> updates = new ArrayList<>();
    for (Update update : reached.updates()) {
      updates.add(new Update(update.address(), word.change(update)));
    }
    return new Reached(reached.hpa(), reached.type(), updates);
  }

  /// Another word for an update's.
  interface UpdateChange {
    long change(Update update);
  }
}
