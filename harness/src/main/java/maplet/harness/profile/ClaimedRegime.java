package maplet.harness.profile;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.HypervisorRegisters;
import maplet.model.arch.Maintenance;
import maplet.model.arch.Regime;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// A regime as far as an implementation claims to have it: with fewer page sizes, memory types or
/// permissions. The hardware is the same.
///
/// @param whole the regime as its manual describes it
/// @param capabilities the part of its capabilities that is claimed
public record ClaimedRegime(Regime whole, Capabilities capabilities) implements Regime {

  /// The part of a regime that claims name; the regime itself where they name all of it.
  ///
  /// @throws IllegalArgumentException when nothing is left
  public static Regime of(Regime whole, Claims claims) {
    Capabilities all = whole.capabilities();
    List<Integer> shifts =
        all.pageShifts().stream().filter(shift -> isIn(claims.pageSizes(), 1L << shift)).toList();
    if (shifts.isEmpty() || !shifts.getFirst().equals(all.pageShifts().getFirst())) {
      throw new IllegalArgumentException(
          "pageSizes: regime %s needs its smallest, %d bytes".formatted(whole.id(), all.granule()));
    }
    BitSet representable = new BitSet();
    for (Attributes attributes : all.alternatives()) {
      representable.set(
          attributes.code(),
          isIn(claims.memoryTypes(), attributes.memoryType())
              && isIn(claims.permissions(), attributes.permissions().bits()));
    }
    if (!representable.get(Attributes.RAM.code())) {
      throw new IllegalArgumentException(
          "permissions and memoryTypes: regime %s needs rwx write-back".formatted(whole.id()));
    }
    Capabilities claimed =
        new Capabilities(all.inputBits(), all.outputBits(), shifts, representable);
    return claimed.equals(all) ? whole : new ClaimedRegime(whole, claimed);
  }

  private static <T> boolean isIn(Set<T> claimed, T value) {
    return claimed.isEmpty() || claimed.contains(value);
  }

  @Override
  public String id() {
    return whole.id();
  }

  @Override
  public String architecture() {
    return whole.architecture();
  }

  @Override
  public String title() {
    return whole.title();
  }

  @Override
  public int levels() {
    return whole.levels();
  }

  @Override
  public int level(int height) {
    return whole.level(height);
  }

  @Override
  public int indexShift(int height) {
    return whole.indexShift(height);
  }

  @Override
  public int rootFrames() {
    return whole.rootFrames();
  }

  @Override
  public List<String> features() {
    return whole.features();
  }

  @Override
  public long rootAlignment() {
    return whole.rootAlignment();
  }

  @Override
  public HypervisorRegisters registers() {
    return whole.registers();
  }

  @Override
  public AddressBits addressBits() {
    return whole.addressBits();
  }

  @Override
  public long encodeLeaf(long hpa, Attributes attributes, int height) {
    return whole.encodeLeaf(hpa, attributes, height);
  }

  @Override
  public long encodeTable(long tableAddress, int height) {
    return whole.encodeTable(tableAddress, height);
  }

  @Override
  public Entry decode(long word, int height) {
    return whole.decode(word, height);
  }

  @Override
  public EntryFormat format(long word, int height) {
    return whole.format(word, height);
  }

  @Override
  public List<EntryFormat> formats(int height) {
    return whole.formats(height);
  }

  @Override
  public WalkResult walk(WordMemory memory, long root, long gpa, Access access) {
    return whole.walk(memory, root, gpa, access);
  }

  @Override
  public Optional<String> whyNever(FaultKind kind, int height) {
    return whole.whyNever(kind, height);
  }

  @Override
  public Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa) {
    return whole.syndrome(fault, access, gpa);
  }

  @Override
  public HardwareFlags hardwareFlags() {
    return whole.hardwareFlags();
  }

  @Override
  public Maintenance maintenance() {
    return whole.maintenance();
  }
}
