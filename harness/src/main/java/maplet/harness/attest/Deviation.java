package maplet.harness.attest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;

/// A known way in which versions of an emulator don't follow the manual: when, and what they do
/// instead. Where the condition holds, the emulator must do just that.
///
/// @param name unique in the data file
/// @param emulator as [Machine#name] says
/// @param from first version concerned, as in `7.2`
/// @param below first later version not concerned; the empty string where there is none known
/// @param when the condition
/// @param instead what the emulator does, as a change of the probe
/// @param manual what the manual says
/// @param does what the emulator does, in words
/// @param citation of the manual
public record Deviation(
    String name,
    String emulator,
    String from,
    String below,
    Condition when,
    Change instead,
    String manual,
    String does,
    Citation citation) {

  /// Some bits of a number.
  ///
  /// @param value the number's bits inside the mask
  public record Bits(long mask, long value) {
    /// Whether a number has these bits.
    public boolean match(long number) {
      return (number & mask) == value;
    }
  }

  /// When a deviation shows.
  ///
  /// @param words that the regime's name has, the architecture first
  /// @param lacks words that it hasn't
  /// @param accesses one of which it is
  /// @param gpa of the probe
  /// @param entries of which the walk reads one; empty where no entry matters
  /// @param guestPageWalk whether the access is the processor's own, to a guest paging-structure
  ///   entry; only probes of EPT are ever such
  public record Condition(
      List<String> words,
      List<String> lacks,
      Set<Access> accesses,
      Bits gpa,
      List<EntryBits> entries,
      boolean guestPageWalk) {
    public Condition {
      words = List.copyOf(words);
      lacks = List.copyOf(lacks);
      accesses = Set.copyOf(accesses);
      entries = List.copyOf(entries);
    }
  }

  /// Entries of some levels with some bits.
  ///
  /// @param levels the manual's own numbers; empty for all
  public record EntryBits(Set<Integer> levels, Bits bits) {
    public EntryBits {
      levels = Set.copyOf(levels);
    }

    /// Whether an entry is one of these.
    public boolean match(long word, int level) {
      return (levels.isEmpty() || levels.contains(level)) && bits.match(word);
    }
  }

  /// What the emulator makes of the probe.
  ///
  /// @param words that the regime's name gets; one like `pa48` only where it has none of its kind
  /// @param without words that it loses
  /// @param gpaClear bits of the address that aren't looked at
  /// @param entries how it sees entries
  /// @param fault how the walk ends instead
  /// @param level that faults report, whatever theirs is; the manual's own number
  /// @param detailClear bits that the syndrome's second word lacks
  /// @param fatal whether the emulator ends itself where a leaf that it shouldn't take faults
  public record Change(
      List<String> words,
      List<String> without,
      long gpaClear,
      List<EntryChange> entries,
      Optional<Fault> fault,
      OptionalInt level,
      long detailClear,
      boolean fatal) {
    public Change {
      words = List.copyOf(words);
      without = List.copyOf(without);
      entries = List.copyOf(entries);
    }
  }

  /// Entries that the emulator sees otherwise.
  ///
  /// @param clear bits that count as 0
  /// @param set bits that count as 1
  /// @param leaf whether it is taken for a leaf of its level, though the level has none
  public record EntryChange(EntryBits when, long clear, long set, boolean leaf) {}

  /// A fault, whatever the tables say.
  ///
  /// @param level the manual's own number
  /// @param instead of which ends only it is
  public record Fault(FaultKind kind, int level, Instead instead) {}

  /// The ends that become a fault.
  public enum Instead {
    /// Every one.
    ANY,
    /// The walk leaves memory.
    OUTSIDE,
    /// The walk reaches memory; the flags that hardware sets stay set.
    REACHED
  }

  /// Whether a version of an emulator is concerned.
  public boolean concerns(String machine, String version) {
    return emulator.equals(machine)
        && Versions.compare(version, from) >= 0
        && (below.isEmpty() || Versions.compare(version, below) < 0);
  }
}
