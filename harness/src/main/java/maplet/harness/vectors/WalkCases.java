package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maplet.harness.attest.OutsideMemoryException;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.arch.Entry;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// The walk vectors of one regime. Each is a chain of entries from the root to a leaf, in which at
/// most one thing is unusual: so walks get deep, and one reason at a time decides.
final class WalkCases {
  private static final int MOST_ATTRIBUTES = 6;
  private static final int MOST_ATTRIBUTES_OF_PAGES = 16;

  /// Bug classes of fields that treat accesses differently.
  private static final Set<String> JUDGED_BY_ACCESS =
      Set.of("permission", "permission-by-table", "access-flag", "dirty-flag", "user-bit");

  private static final int NAPOT_64_KIB = 8;
  private static final int RANDOM_WALKS = 25;
  private static final int MOST_CONCATENATED = 6;

  private final Regime regime;
  private final Capabilities capabilities;
  private final SeededChoices choices;
  private final WalkPlace place;
  private final WalkChains chains;
  private final VectorList list;
  private final Access[] accesses;
  private int turn;

  private WalkCases(Regime regime, long seed) {
    this.regime = regime;
    capabilities = regime.capabilities();
    choices = new SeededChoices(seed);
    place = WalkPlace.of(regime);
    chains = new WalkChains(regime, place, choices);
    list = new VectorList(VectorKind.WALK, regime);
    accesses =
        capabilities.tellsUserExecute()
            ? Access.values()
            : new Access[] {Access.READ, Access.WRITE, Access.EXECUTE};
  }

  /// All of them, sorted.
  static List<ObjectNode> of(Regime regime, long seed) {
    WalkCases cases = new WalkCases(regime, seed);
    for (int height = 0; height < cases.leafHeights(); height++) {
      cases.addPlain(height);
      cases.addPermissions(height);
      cases.addAddresses(height);
      cases.addFields(height);
      cases.addAbsent(height);
    }
    cases.addInputs();
    cases.addConcatenated();
    cases.addNapot();
    cases.addRandom();
    return cases.list.sorted();
  }

  private int leafHeights() {
    return capabilities.pageShifts().size();
  }

  private Access nextAccess() {
    return accesses[turn++ % accesses.length];
  }

  private void add(String flag, String comment, WalkChain chain, Access access) {
    add(flag, comment, chain.memory(), chain.gpa(), access);
  }

  private void add(String flag, String comment, Map<Long, Long> memory, long gpa, Access access) {
    ObjectNode input = Json.object();
    input.put(VectorFields.GPA, Json.hex(gpa)).put(VectorFields.ACCESS, access.toString());
    input.set(VectorFields.MEMORY, VectorMemory.pairs(memory));
    VectorMemory words = VectorMemory.of(place.root(), input.path(VectorFields.MEMORY));
    ObjectNode expect;
    try {
      expect = WalkMeaning.described(regime, words, place.root(), gpa, access);
    } catch (OutsideMemoryException _) {
      return; // there is nothing to say of memory that isn't there
    }
    ObjectNode rest = Json.object();
    rest.put(VectorFields.RESULT, WalkMeaning.isReached(expect) ? "valid" : "invalid");
    rest.set(VectorFields.EXPECT, expect);
    list.add(flag, comment, input, rest);
  }

  /// Every access, and the edges of a page.
  private void addPlain(int leafHeight) {
    long size = 1L << regime.indexShift(leafHeight);
    for (Access access : accesses) {
      add("page-size", "a page of " + Json.hex(size), chains.plain(leafHeight), access);
    }
    WalkChain chain = chains.plain(leafHeight);
    long granule = capabilities.granule();
    long first = chain.gpa() & -granule;
    add("page-edge", "first word of a granule", chain.at(first), nextAccess());
    add("page-edge", "last word of it", chain.at(first + granule - Long.BYTES), nextAccess());
    add("page-edge", "first word of the page", chain.at(first & -size), nextAccess());
    add("page-edge", "last word of the page", chain.at((first | size - 1) & -8), nextAccess());
  }

  private void addPermissions(int leafHeight) {
    List<Attributes> all = capabilities.alternatives();
    int most = leafHeight == 0 ? MOST_ATTRIBUTES_OF_PAGES : MOST_ATTRIBUTES;
    int step = 1 + all.size() / most;
    for (int i = 0; i < all.size(); i += step) {
      Attributes attributes = all.get(i);
      for (Access access : accesses) {
        boolean granted = capabilities.permits(attributes.permissions(), access);
        if (!granted || (i + access.ordinal()) % accesses.length == 0) {
          String comment = "%s of a page that is %s".formatted(access, attributes);
          add("permission", comment, chains.plain(leafHeight, attributes), access);
        }
      }
    }
  }

  private void addAddresses(int leafHeight) {
    AddressCases addresses = new AddressCases(regime);
    WalkChain chain = chains.plain(leafHeight);
    long plain = chain.word(leafHeight);
    for (AddressCases.Case each : addresses.leaf(withoutAddress(plain), leafHeight)) {
      add(each.flag(), each.comment(), chain.with(leafHeight, each.word()), nextAccess());
    }
    for (AddressCases.Case each : addresses.leaf(plain, leafHeight)) {
      if (each.flag().equals("misaligned-huge-leaf")) {
        add(each.flag(), each.comment(), chain.with(leafHeight, each.word()), nextAccess());
      }
    }
    for (int height = leafHeight + 1; height < regime.levels(); height++) {
      for (AddressCases.Case each : addresses.table(chain.word(height), height)) {
        add(each.flag(), each.comment(), chain.with(height, each.word()), nextAccess());
      }
    }
    if (leafHeight > 0 || regime.levels() > leafHeights()) {
      addWrongLevels(leafHeight);
    }
  }

  private long withoutAddress(long word) {
    return word & ~regime.addressBits().allBits();
  }

  /// A leaf's word at each level that has none, and a table's at the last.
  private void addWrongLevels(int leafHeight) {
    WalkChain chain = chains.plain(leafHeight);
    for (int height = leafHeights(); height < regime.levels(); height++) {
      WalkChain changed = chain.with(height, chain.word(leafHeight));
      add("leaf-at-wrong-level", "a leaf of a level below", changed, nextAccess());
    }
    if (regime.levels() > 1) {
      WalkChain low = chains.plain(0);
      add("leaf-at-wrong-level", "a table entry", low.with(0, low.word(1)), nextAccess());
    }
  }

  /// Every field of every entry of a chain with other values.
  private void addFields(int leafHeight) {
    WalkChain chain = chains.plain(leafHeight);
    for (int height = leafHeight; height < regime.levels(); height++) {
      long word = chain.word(height);
      boolean table = regime.decode(word, height) instanceof Entry.Table;
      if (table && leafHeight > 0) {
        continue; // the chain to the smallest page has them all
      }
      for (Field field : regime.format(word, height).fields()) {
        for (long value : FieldValues.other(field, word, choices)) {
          String comment =
              "%s [%s] = 0x%x at level %d"
                  .formatted(field.name(), field.bits(), value, regime.level(height));
          WalkChain changed = chain.with(height, field.set(word, value));
          String flag = FieldFlags.of(regime.architecture(), field, table);
          add(flag, comment, changed, Access.READ);
          if (JUDGED_BY_ACCESS.contains(flag)) {
            add(flag, comment, changed, Access.WRITE);
            add(flag, comment, changed, Access.EXECUTE);
          }
        }
      }
    }
  }

  private void addAbsent(int leafHeight) {
    WalkChain chain = chains.plain(leafHeight);
    for (int height = leafHeight; height < regime.levels(); height++) {
      String level = " at level " + regime.level(height);
      add("absent-entry", "zero" + level, chain.with(height, 0), nextAccess());
      long cleared = chain.word(height) & ~EntryCases.VALID_BITS;
      add("absent-entry", "no valid bit" + level, chain.with(height, cleared), nextAccess());
      long full = ~EntryCases.VALID_BITS;
      add("absent-entry", "all other bits" + level, chain.with(height, full), nextAccess());
    }
  }

  /// The highest addresses, and those beyond.
  private void addInputs() {
    int bits = capabilities.inputBits();
    for (int leafHeight = 0; leafHeight < leafHeights(); leafHeight++) {
      WalkChain top = chains.to(leafHeight, capabilities.inputLimit() - 1);
      add("highest-input-address", "the last page", top, nextAccess());
      WalkChain bottom = chains.to(leafHeight, 0);
      add("highest-input-address", "the first page", bottom, nextAccess());
      for (int above : new int[] {0, 1, 2, (Long.SIZE - bits) / 2, Long.SIZE - 1 - bits}) {
        long gpa = bottom.gpa() | 1L << bits + above;
        String comment = "address bit %d is set".formatted(bits + above);
        add("input-too-wide", comment, bottom.memory(), gpa, nextAccess());
      }
      long sign = top.gpa() | -1L << bits;
      add("sign-extended-input", "ones above the highest bit", top.memory(), sign, nextAccess());
      WalkChain middle = chains.to(leafHeight, capabilities.inputLimit() / 2);
      add("sign-extended-input", "the highest bit alone", middle, nextAccess());
      long low = middle.gpa() | -1L << bits - 1;
      add("sign-extended-input", "all bits from there on", middle.memory(), low, nextAccess());
    }
  }

  /// An address of each of several tables of the root.
  private void addConcatenated() {
    int frames = regime.rootFrames();
    if (frames == 1) {
      return;
    }
    long span = capabilities.inputLimit() / frames;
    for (int i = 0; i < Math.min(frames, MOST_CONCATENATED); i++) {
      int frame = i < 2 ? frames - 1 - i : choices.choose(frames);
      for (int leafHeight = 0; leafHeight < leafHeights(); leafHeight++) {
        long gpa = frame * span + choices.chooseLong(span);
        String comment = "table %d of %d".formatted(frame, frames);
        WalkChain chain = chains.to(leafHeight, gpa);
        add("concatenated-root", comment, chain, nextAccess());
        long first = chain.gpa() % span;
        String alias = comment + " is mapped, the same address of the first isn't";
        add("concatenated-root", alias, chain.memory(), first, nextAccess());
      }
    }
  }

  private void addNapot() {
    WalkChain chain = chains.plain(0);
    for (long word : AddressCases.napot(regime, chain.word(0))) {
      WalkChain changed = chain.with(0, word);
      add("napot", "N and other low address bits", changed, nextAccess());
      WalkChain neighbour = chains.to(0, chain.gpa() ^ (long) choices.choose(16) << 12);
      long moved = AddressCases.napot(regime, neighbour.word(0)).get(NAPOT_64_KIB);
      add("napot", "a page of 64 KiB", neighbour.with(0, moved), nextAccess());
    }
  }

  private void addRandom() {
    for (int i = 0; i < RANDOM_WALKS; i++) {
      int leafHeight = choices.choose(leafHeights());
      List<Attributes> all = capabilities.alternatives();
      WalkChain chain = chains.plain(leafHeight, all.get(choices.choose(all.size())));
      int height = leafHeight + choices.choose(regime.levels() - leafHeight);
      long noise = EntryCases.noise(choices);
      noise = i % 2 == 0 ? 1L << choices.choose(Long.SIZE) : noise;
      add(
          "random-walk",
          "bits 0x%x are flipped at level %d".formatted(noise, regime.level(height)),
          chain.with(height, chain.word(height) ^ noise),
          accesses[choices.choose(accesses.length)]);
    }
  }
}
