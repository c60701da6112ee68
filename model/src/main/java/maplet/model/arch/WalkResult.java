package maplet.model.arch;

import java.util.List;
import maplet.model.Attributes;
import maplet.model.FaultKind;

/// Where a walk ends, and the entries that it read on its way.
public sealed interface WalkResult {
  /// The entries in the order in which they were read.
  List<Step> steps();

  /// One entry of a walk.
  ///
  /// @param height 0 for the entries of granule-sized leaves, one more for each level above
  /// @param address physical address of the entry
  record Step(int height, long address, long word) {}

  /// An entry that hardware writes because of the access: its accessed and dirty flags.
  ///
  /// @param address physical address of the entry
  /// @param word what it holds afterwards
  record Update(long address, long word) {}

  /// The walk reaches memory.
  ///
  /// @param hpa host physical address of the very byte
  /// @param pageSize of the leaf, in bytes
  /// @param updates the entries that change, in the order of the walk; none where hardware keeps no
  ///   flags or they are set already
  record Reached(
      long hpa, Attributes attributes, long pageSize, List<Step> steps, List<Update> updates)
      implements WalkResult {
    public Reached {
      steps = List.copyOf(steps);
      updates = List.copyOf(updates);
    }
  }

  /// The walk faults.
  ///
  /// @param height of the entry that decided, or the root's height where the input address itself
  ///   did
  /// @param level the manual's own number for that height
  /// @param reason the rule that decided, in words
  record Faulted(
      FaultKind kind, int height, int level, String reason, Citation citation, List<Step> steps)
      implements WalkResult {
    public Faulted {
      steps = List.copyOf(steps);
    }
  }
}
