package maplet.harness.attest;

import java.util.List;
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
    /// Any number.
    public static final Bits ANY = new Bits(0, 0);

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
  /// @param levels of an entry that the description's walk reads, the manual's own numbers; empty
  ///   where no entry matters
  /// @param entry that entry's bits
  public record Condition(
      List<String> words,
      List<String> lacks,
      Set<Access> accesses,
      Bits gpa,
      Set<Integer> levels,
      Bits entry) {
    public Condition {
      words = List.copyOf(words);
      lacks = List.copyOf(lacks);
      accesses = Set.copyOf(accesses);
      levels = Set.copyOf(levels);
    }
  }

  /// What the emulator makes of the probe.
  ///
  /// @param words that the regime's name gets
  /// @param without words that it loses
  /// @param gpaClear bits of the address that aren't looked at
  /// @param entries how it sees entries
  /// @param faults the walk's end, if it is fixed: one element at most
  public record Change(
      List<String> words,
      List<String> without,
      long gpaClear,
      List<EntryChange> entries,
      List<Fault> faults) {
    public Change {
      words = List.copyOf(words);
      without = List.copyOf(without);
      entries = List.copyOf(entries);
      faults = List.copyOf(faults);
    }
  }

  /// Entries that the emulator sees otherwise.
  ///
  /// @param levels of the entries, the manual's own numbers; empty for all
  /// @param when the entry's bits
  /// @param clear bits that count as 0
  /// @param set bits that count as 1
  public record EntryChange(Set<Integer> levels, Bits when, long clear, long set) {
    public EntryChange {
      levels = Set.copyOf(levels);
    }

    /// The word as the emulator sees it.
    public long apply(long word, int level) {
      boolean concerned = (levels.isEmpty() || levels.contains(level)) && when.match(word);
      return concerned ? word & ~clear | set : word;
    }
  }

  /// A fault, whatever the tables say.
  ///
  /// @param level the manual's own number
  public record Fault(FaultKind kind, int level) {}

  /// Whether a version of an emulator is concerned.
  public boolean concerns(String machine, String version) {
    return emulator.equals(machine)
        && Versions.compare(version, from) >= 0
        && (below.isEmpty() || Versions.compare(version, below) < 0);
  }
}
