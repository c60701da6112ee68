package maplet.harness.attest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;

/// What a machine shows of a probe. What it doesn't show is absent: an empty optional, or a clear
/// bit in a mask.
public sealed interface Answer {
  /// The image's words that hold something else afterwards, in the order of their addresses. The
  /// machine has put them back.
  List<Update> updates();

  /// The access reached memory, or at least an address.
  ///
  /// @param hpa host physical address; the bits outside `known` are meaningless
  /// @param known the bits of `hpa` that were observed; 0 where only the success was
  /// @param type of the memory, where the machine shows it
  record Reached(long hpa, long known, Optional<MemoryType> type, List<Update> updates)
      implements Answer {
    public Reached {
      updates = List.copyOf(updates);
    }
  }

  /// The walk ended in a fault.
  ///
  /// @param kind where the machine reports it
  /// @param level the manual's own number, where the machine reports it
  /// @param syndrome the registers' raw values
  /// @param causeKnown the bits of the syndrome's cause that mean something here
  /// @param detailKnown the bits of its detail that mean something here
  record Faulted(
      Optional<FaultKind> kind,
      OptionalInt level,
      Syndrome syndrome,
      long causeKnown,
      long detailKnown,
      List<Update> updates)
      implements Answer {
    public Faulted {
      updates = List.copyOf(updates);
    }
  }

  /// There was no memory at an address: an external abort, a bus error.
  ///
  /// @param walk whether the walk read there; else the translated access did
  /// @param level of the entry that was read, where the machine reports it
  record Nowhere(boolean walk, OptionalInt level, List<Update> updates) implements Answer {
    public Nowhere {
      updates = List.copyOf(updates);
    }
  }

  /// The machine did something that no walk can end in.
  ///
  /// @param what in words, with the registers' values
  record Unexpected(String what, List<Update> updates) implements Answer {
    public Unexpected {
      updates = List.copyOf(updates);
    }
  }
}
