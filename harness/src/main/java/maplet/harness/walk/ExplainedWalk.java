package maplet.harness.walk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import maplet.harness.trace.InputFormatException;
import maplet.model.Access;
import maplet.model.arch.HypervisorRegisters;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// A walk for one or more accesses. All of them read the same entries: an access is judged when the
/// last one has been read.
///
/// @param root physical address of the root table
/// @param gpa the address that is translated
/// @param levels the entries that were read, from the root down
/// @param results where the walk ends for each access, in the order in which they were asked for
public record ExplainedWalk(
    Regime regime, long root, long gpa, List<WalkLevel> levels, Map<Access, WalkResult> results) {

  /// Walks the tables of a dump.
  ///
  /// @param accesses at least one
  /// @throws InputFormatException when the root can't be one, the address is too wide, or the dumps
  ///   don't hold an entry that the walk reads
  public static ExplainedWalk of(
      Regime regime, Dumps memory, long root, long gpa, Collection<Access> accesses) {
    checkRoot(regime, root);
    checkGpa(regime, gpa);
    Map<Access, WalkResult> results = new LinkedHashMap<>();
    for (Access access : accesses) {
      results.put(access, walk(regime, memory, root, gpa, access));
    }
    List<WalkLevel> levels =
        results.values().iterator().next().steps().stream()
            .map(step -> WalkLevel.of(regime, gpa, step))
            .toList();
    return new ExplainedWalk(regime, root, gpa, levels, results);
  }

  private static void checkRoot(Regime regime, long root) {
    HypervisorRegisters registers = regime.registers();
    long alignment = registers.rootAlignment();
    if ((root & alignment - 1) != 0) {
      throw new InputFormatException(
          "--root 0x%x".formatted(root),
          0,
          "the root of %s must be a multiple of 0x%x (%s)"
              .formatted(regime.id(), alignment, registers.citation()),
          "give the table's address, without the other fields of " + registers.root());
    }
    if (root >>> regime.capabilities().outputBits() != 0) {
      throw new InputFormatException(
          "--root 0x%x".formatted(root),
          0,
          "a physical address of %s has %d bits (%s)"
              .formatted(regime.id(), regime.capabilities().outputBits(), registers.citation()),
          "give the table's address, not the whole of "
              + registers.root()
              + ", or a regime with wider addresses");
    }
  }

  private static void checkGpa(Regime regime, long gpa) {
    int bits = regime.capabilities().inputBits();
    if (gpa >>> bits != 0) {
      throw new InputFormatException(
          "GPA 0x%x".formatted(gpa),
          0,
          "%s translates %d bits, up to 0x%x".formatted(regime.id(), bits, (1L << bits) - 1),
          "give a smaller address, or the regime that the hypervisor has configured");
    }
  }

  private static WalkResult walk(Regime regime, Dumps memory, long root, long gpa, Access access) {
    List<Long> words = new ArrayList<>();
    WordMemory counted =
        address -> {
          long word = memory.read(address);
          words.add(word);
          return word;
        };
    try {
      return regime.walk(counted, root, gpa, access);
    } catch (MissingWordException missing) {
      // One entry is read at each level.
      int height = regime.levels() - 1 - words.size();
      long address = missing.address();
      WalkLevel level = WalkLevel.of(regime, gpa, new WalkResult.Step(height, address, 0));
      throw new InputFormatException(
          "--memory",
          0,
          "the walk needs the entry of level %d at 0x%x (entry %d of the table at 0x%x), which no"
                  .formatted(level.level(), address, level.index(), level.table())
              + " file has: "
              + memory.extent(),
          "dump the table too, as FILE@0x%x, or add a line '0x%x: 0x...' to a sparse dump"
              .formatted(level.table(), address));
    }
  }
}
