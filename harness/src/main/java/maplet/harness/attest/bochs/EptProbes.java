package maplet.harness.attest.bochs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Random probes of EPT. The same seed gives the same probes on every machine.
///
/// A probe is a chain of entries that lead to memory, of which usually one is damaged: so walks get
/// deep, and one reason at a time decides.
public final class EptProbes {
  /// Frames for tables in each part of RAM. The first two of 2 MiB aren't used, so that an entry
  /// that points to a table never is a legal huge leaf.
  private static final int TABLE_FRAMES = 510;

  private static final int FRAMES_TO_SKIP = 2;
  private static final int ROOT_HEIGHT = 3;
  private static final long PAGE_SIZE_BIT = 0x80;

  private final SplittableRandom random;
  private final EptDamage damage;
  private final boolean accessedDirty;

  /// @param processor whose flags the probes are to use; where it has no 1 GiB pages, they fault
  ///   for that
  public EptProbes(BochsProcessor processor, long seed) {
    random = new SplittableRandom(seed);
    damage = new EptDamage(random);
    accessedDirty = processor.regimes().size() > 1;
  }

  /// The next probes.
  public List<EptProbe> next(int count) {
    List<EptProbe> probes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      probes.add(next());
    }
    return probes;
  }

  private EptProbe next() {
    int leafHeight = oneIn(2) ? 0 : oneIn(3) ? 2 : 1;
    EptAccess access = EptAccess.values()[random.nextInt(EptAccess.values().length)];
    boolean backed = access == EptAccess.FETCH || !oneIn(16);
    long page = backed ? tellingPage(leafHeight) : unbackedPage(leafHeight);
    long gpa = gpa(leafHeight, access);
    long[] tables = tables(access);
    Map<Long, Long> words = new LinkedHashMap<>();
    int damaged = oneIn(2) ? leafHeight + random.nextInt(ROOT_HEIGHT + 1 - leafHeight) : -1;
    boolean wild = oneIn(12);
    for (int height = ROOT_HEIGHT; height >= leafHeight; height--) {
      boolean leaf = height == leafHeight;
      long word = leaf ? leaf(page, height) : random.nextLong() & EptDamage.HARMLESS_IN_TABLE;
      word |= leaf ? 0 : tables[height - 1] | EptDamage.ALL_PERMISSIONS;
      if (height == damaged || wild && oneIn(2)) {
        word = damage.apply(word, height, leaf);
      }
      words.put(tables[height] + 8 * (gpa >>> 12 + 9 * height & 511), word);
    }
    return new EptProbe(eptp(tables[ROOT_HEIGHT]), gpa, access, words);
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  /// WB or UC, 4 levels; now and then something that VM entry refuses.
  private long eptp(long root) {
    long eptp = root | 3 << 3 | (oneIn(8) ? 0 : 6);
    eptp |= accessedDirty && oneIn(2) ? 0x40 : 0;
    if (!oneIn(64)) {
      return eptp;
    }
    // Everything that isn't the root's address in RAM: a guest needs tables to run at all.
    int bit = random.nextInt(36);
    return eptp ^ 1L << (bit < 12 ? bit : bit + 28);
  }

  private long leaf(long page, int height) {
    long word = page | random.nextLong() & EptDamage.HARMLESS_IN_LEAF;
    word |= EptDamage.ALL_PERMISSIONS | legalType() << 3;
    if (height > 0) {
      return word | PAGE_SIZE_BIT;
    }
    return oneIn(4) ? word | PAGE_SIZE_BIT : word;
  }

  private long legalType() {
    int type = random.nextInt(8);
    return type == 2 || type == 3 || type == 7 ? 6 : type;
  }

  /// A page of telling memory; of 1 GiB, all of RAM, for [#gpa] to choose the offset.
  private long tellingPage(int height) {
    if (height == 2) {
      return 0;
    }
    int part = random.nextInt(EptMemory.LAST_HIGH_BIT - EptMemory.FIRST_HIGH_BIT + 2);
    long start = part == 0 ? EptMemory.TELLING_LOW : 1L << EptMemory.FIRST_HIGH_BIT + part - 1;
    long size = part == 0 ? EptMemory.TELLING_LOW_SIZE : EptMemory.TELLING_HIGH_SIZE;
    int shift = 12 + 9 * height;
    return start + ((long) random.nextInt((int) (size >>> shift)) << shift);
  }

  /// A page where no memory is, so that high address bits are seen: one bit above RAM and below
  /// MAXPHYADDR. Bits 30 and 31 are left out, for devices are there.
  private long unbackedPage(int height) {
    long bit = 1L << 32 + random.nextInt(EptProbe.GPA_BITS - 32);
    return bit | tellingPage(height);
  }

  private long gpa(int leafHeight, EptAccess access) {
    long gpa = random.nextLong() >>> 64 - EptProbe.GPA_BITS;
    if (leafHeight == 2) {
      long offset = tellingPage(0) + (gpa & 4095);
      gpa = gpa >>> 30 << 30 | offset;
    }
    return access == EptAccess.GUEST_PAGE_WALK ? gpa & -4096 : gpa & -8;
  }

  /// A table for each height. Now and then two heights share one; not so for writes, which might
  /// land in it and stay there.
  private long[] tables(EptAccess access) {
    long[] tables = new long[ROOT_HEIGHT + 1];
    int first = random.nextInt(TABLE_FRAMES - tables.length);
    for (int height = 0; height <= ROOT_HEIGHT; height++) {
      tables[height] = EptMemory.TABLES + (FRAMES_TO_SKIP + first + height) * 4096L;
      if (oneIn(2)) {
        tables[height] +=
            (1L << EptMemory.FIRST_HIGH_BIT + random.nextInt(4)) - EptMemory.TABLES / 2;
      }
    }
    if (access == EptAccess.READ && oneIn(16)) {
      int shared = random.nextInt(ROOT_HEIGHT - 1);
      tables[shared] = tables[shared + 1];
    }
    return tables;
  }
}
