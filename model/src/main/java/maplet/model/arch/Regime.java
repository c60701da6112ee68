package maplet.model.arch;

import java.util.List;
import java.util.Optional;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;

/// A translation regime as its manual describes it: one way of turning guest physical addresses
/// into host physical addresses through tables in memory.
///
/// A *height* counts the levels from the leaves up: 0 for the level whose leaves are granule-sized.
/// Each manual numbers its levels in its own way; [#level] translates.
public interface Regime {
  /// The name in reports, traces and on the command line, as in `ept-4`.
  String id();

  /// The architecture's name on the command line: `ept`, `aarch64` or `riscv`.
  String architecture();

  /// One line for people, as in `Intel EPT, 4-level, 48-bit GPA`.
  String title();

  /// Widths, page sizes and representable attributes.
  Capabilities capabilities();

  /// Number of levels, 1 to 5. The root's height is `levels() - 1`.
  int levels();

  /// The manual's number for a height.
  int level(int height);

  /// Lowest bit of the input address that indexes a table of this height.
  int indexShift(int height);

  /// Number of frames (of one granule each) that make up the root: 1, or more where roots are
  /// concatenated.
  int rootFrames();

  /// Entries of a table, the root's single frames too: a granule's worth.
  default int entriesPerTable() {
    return (int) (capabilities().granule() / Long.BYTES);
  }

  /// What sets this regime apart from the architecture's plainest, as in `mode-based execute
  /// control`; for lists of regimes.
  List<String> features();

  /// Alignment of the root in bytes.
  long rootAlignment();

  /// Where entries keep their address. (One field in every format of this regime.)
  AddressBits addressBits();

  /// The one word that software is to write for a leaf.
  ///
  /// @param hpa a multiple of the page size of this height
  /// @throws IllegalArgumentException when the regime has no leaves of this height, or can't
  ///   represent the attributes or the address
  long encodeLeaf(long hpa, Attributes attributes, int height);

  /// The one word that software is to write for a pointer to a table.
  ///
  /// @param tableAddress a multiple of the granule within the output width
  /// @param height of the entry, 1 or more
  /// @throws IllegalArgumentException when no entry of this height points to a table, or the
  ///   address doesn't fit
  long encodeTable(long tableAddress, int height);

  /// What a word means to a walk that finds it at this height; defined for all 2^64 words.
  Entry decode(long word, int height);

  /// The format by which the word is to be read at this height (leaf, table or not valid).
  EntryFormat format(long word, int height);

  /// Every format that entries of this height can have.
  List<EntryFormat> formats(int height);

  /// The walk as the manual writes it.
  ///
  /// @param root physical address of the root table
  /// @param gpa any 64-bit value
  WalkResult walk(WordMemory memory, long root, long gpa, Access access);

  /// Why no walk of this regime can end in this fault at this height, in words; empty where one
  /// can.
  ///
  /// @param height from 0 to `levels() - 1`
  Optional<String> whyNever(FaultKind kind, int height);

  /// How a processor reports a fault of [#walk] to the hypervisor.
  ///
  /// @param gpa the address that was walked
  Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa);

  /// Where a hypervisor writes the root's address, and reads of faults.
  HypervisorRegisters registers();

  /// What hardware writes into entries by itself.
  HardwareFlags hardwareFlags();

  /// What software owes the hardware when it changes entries.
  Maintenance maintenance();
}
