package maplet.model.arch;

import maplet.model.Attributes;
import maplet.model.FaultKind;

/// What one table entry means to a walk that reads it at a given height.
public sealed interface Entry {
  /// Not valid: the walk ends in a translation fault, whatever the other bits are.
  record Absent() implements Entry {}

  /// Points to the table of the next level.
  ///
  /// @param address physical address of that table
  record Table(long address) implements Entry {}

  /// Maps a page.
  ///
  /// @param address host physical address of the page's first byte
  record Leaf(long address, Attributes attributes) implements Entry {}

  /// An encoding that the manual reserves, or that this regime can't use.
  ///
  /// @param fault what the walk ends in
  /// @param reason the broken rule in words
  record Reserved(FaultKind fault, String reason, Citation citation) implements Entry {}
}
