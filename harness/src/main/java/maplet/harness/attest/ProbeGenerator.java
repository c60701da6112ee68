package maplet.harness.attest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.arch.Regime;

/// Random probes of one regime. The same seed gives the same probes on every machine.
///
/// An image has some chains of entries, each from the root to a leaf of some page size, with any
/// attributes. One entry of most chains is damaged ([EntryDamage]): so walks get deep, and one
/// reason at a time decides. Each chain is probed with several accesses and addresses.
final class ProbeGenerator {
  private static final int CHAINS = 12;
  private static final int PROBES_OF_A_CHAIN = 5;

  /// Loads and stores tell most of a walk; fetches cost more time.
  private static final Access[] ACCESSES = {
    Access.READ, Access.WRITE, Access.READ, Access.WRITE, Access.EXECUTE, Access.USER_EXECUTE
  };

  private final Regime regime;
  private final MachineMemory memory;
  private final SeededChoices choices;
  private final EntryDamage damage;
  private final List<Attributes> attributes;
  private final TreeMap<Long, Long> words = new TreeMap<>();
  private long root;

  /// @param regime whose entries and widths are used
  /// @param memory of the machine that is to answer
  ProbeGenerator(Regime regime, MachineMemory memory, long seed) {
    this.regime = regime;
    this.memory = memory;
    choices = new SeededChoices(seed);
    damage = new EntryDamage(regime.architecture(), choices);
    attributes = regime.capabilities().alternatives();
  }

  /// The probes of another image. Some of them may lead to forbidden memory: who knows where the
  /// walks go must leave these out.
  List<Probe> next() {
    words.clear();
    long size = regime.rootFrames() * regime.capabilities().granule();
    root = memory.tables() + choices.chooseLong(memory.tablesSize() / size) * size;
    OptionalLong companion = OptionalLong.empty();
    if (memory.companionPage().isPresent()) {
      companion = OptionalLong.of(mapCompanion(memory.companionPage().getAsLong()));
    }
    long[] gpas = new long[CHAINS];
    for (int i = 0; i < CHAINS; i++) {
      gpas[i] = chain();
    }
    TableImage image = new TableImage(regime, root, companion, words);
    List<Probe> probes = new ArrayList<>(CHAINS * PROBES_OF_A_CHAIN);
    for (long gpa : gpas) {
      for (int i = 0; i < PROBES_OF_A_CHAIN; i++) {
        Access access = ACCESSES[choices.choose(ACCESSES.length)];
        probes.add(new Probe(image, oneIn(6) ? otherGpa(gpa) : gpa, access));
      }
    }
    return probes;
  }

  private boolean oneIn(int chances) {
    return choices.choose(chances) == 0;
  }

  /// Maps the page that the machine itself needs.
  private long mapCompanion(long page) {
    long gpa = choices.bits() & regime.capabilities().inputLimit() - 1 & -pageSize(0);
    long table = root;
    for (int height = regime.levels() - 1; height > 0; height--) {
      long next = frame();
      words.put(entry(table, gpa, height), regime.encodeTable(next, height));
      table = next;
    }
    Attributes all =
        attributes.stream()
            .max((a, b) -> Integer.bitCount(a.code() & 15) - Integer.bitCount(b.code() & 15))
            .orElseThrow();
    words.put(entry(table, gpa, 0), regime.encodeLeaf(page, all, 0) | damage.accessed());
    return gpa;
  }

  /// Adds a chain of entries to the image.
  ///
  /// @return an address that it translates
  private long chain() {
    int pages = regime.capabilities().pageShifts().size();
    int leafHeight = choices.choose(pages);
    long size = pageSize(leafHeight);
    long target = target();
    // QEMU 7.2 hasn't the upper half of RISC-V's addresses; most probes are to tell more than that.
    long limit = regime.capabilities().inputLimit() >>> (oneIn(4) ? 0 : 1);
    long gpa = choices.bits() & limit - 1 & -size;
    gpa |= target & size - 1;
    int damaged = oneIn(4) ? -1 : leafHeight + choices.choose(regime.levels() - leafHeight);
    long table = root;
    for (int height = regime.levels() - 1; height >= leafHeight; height--) {
      boolean leaf = height == leafHeight;
      long next = leaf ? target & -size : frame();
      long word =
          leaf
              ? regime.encodeLeaf(next, attributes.get(choices.choose(attributes.size())), height)
              : regime.encodeTable(next, height);
      word = leaf ? damage.vary(word, height) : word;
      word = height == damaged ? damage.apply(word) : word;
      words.putIfAbsent(entry(table, gpa, height), word);
      table = next;
    }
    return gpa;
  }

  private long pageSize(int height) {
    return 1L << regime.capabilities().pageShifts().get(height);
  }

  /// A table's frame, anywhere in the memory for them but not in the root.
  private long frame() {
    long granule = regime.capabilities().granule();
    long size = regime.rootFrames() * granule;
    long frame;
    do {
      frame = memory.tables() + choices.chooseLong(memory.tablesSize() / granule) * granule;
    } while (frame >= root && frame < root + size);
    return frame;
  }

  /// Where a chain leads: mostly memory that tells, sometimes an address with any bits.
  private long target() {
    if (!oneIn(4)) {
      return memory.telling() + (choices.bits() & memory.tellingSize() - 1 & -Long.BYTES);
    }
    return choices.bits() & regime.capabilities().outputLimit() - 1 & -Long.BYTES;
  }

  /// Address of the entry that translates `gpa` in a table; only the root may be several frames.
  private long entry(long table, long gpa, int height) {
    long index = gpa >>> regime.indexShift(height);
    if (height < regime.levels() - 1) {
      index &= regime.entriesPerTable() - 1;
    }
    return table + index * Long.BYTES;
  }

  /// An address near a chain's: the same page, another index, or bits that no index looks at.
  private long otherGpa(long gpa) {
    int inputBits = regime.capabilities().inputBits();
    int above = memory.gpaBits() - inputBits;
    long all = memory.gpaBits() == Long.SIZE ? -1 : (1L << memory.gpaBits()) - 1;
    return switch (choices.choose(above > 0 ? 5 : 2)) {
      case 0 -> gpa ^ choices.bits() & regime.capabilities().granule() - 1 & -Long.BYTES;
      case 1 -> gpa ^ 1L << 3 + choices.choose(inputBits - 3);
      case 2 -> gpa | 1L << inputBits + choices.choose(above);
      // As if the address were a signed number.
      case 3 -> (gpa | -1L << inputBits - 1) & all;
      default -> (gpa & (1L << inputBits - 1) - 1 | choices.bits() << inputBits) & all;
    };
  }
}
