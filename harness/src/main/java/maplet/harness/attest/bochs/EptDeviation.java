package maplet.harness.attest.bochs;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.attest.Deviation;
import maplet.harness.attest.DeviationReader;
import maplet.model.arch.ept.EptFault;
import maplet.model.arch.ept.Eptp;

/// A known deviation of Bochs, as probes of EPT show it: when, and what Bochs answers there
/// instead. Any other answer, and any other probe, is a difference.
final class EptDeviation {
  private static final String ACCESSED_DIRTY = "ad";
  private static final int ROOT_LEVEL = 4;
  private static final int ROOT_SHIFT = 39;
  private static final int INDEX_BITS = 9;
  private static final long INDEX = 511;
  private static final long TABLE = 0xf_ffff_ffff_f000L;

  private final Deviation written;

  private EptDeviation(Deviation written) {
    this.written = written;
  }

  /// The deviations of a version, as in `2.7`, from the data file.
  static List<EptDeviation> of(String version) {
    return DeviationReader.shipped().stream()
        .filter(each -> each.concerns(BochsMachine.NAME, version))
        .map(EptDeviation::new)
        .toList();
  }

  /// The name in results, as in `bochs-large-leaf-bit-12`.
  String id() {
    return written.name();
  }

  /// What Bochs answers by this deviation; the description's own answer where the condition doesn't
  /// hold.
  EptAnswer answer(EptProbe probe, EptDescription description) {
    if (!concerns(probe)) {
      return description.answer(probe);
    }
    EptProbe seen = probe;
    int[] levels = levels(probe);
    for (int i = 0; i < levels.length; i++) {
      seen = seen.withWord(i, seen(probe.word(i), levels[i]));
    }
    EptAnswer answer = description.answer(seen);
    EptAnswer told =
        answer.reason() == EptFault.VIOLATION
            ? answer.withDetail(answer.detail() & ~written.instead().detailClear())
            : answer;
    return told.withWords(unseen(told.words(), probe, seen));
  }

  /// The description of a processor that deviates in several ways.
  static EptDescription all(List<EptDeviation> deviations, EptDescription description) {
    EptDescription deviating = description;
    for (EptDeviation each : deviations) {
      EptDescription before = deviating;
      deviating = probe -> each.answer(probe, before);
    }
    return deviating;
  }

  private boolean concerns(EptProbe probe) {
    boolean flags = Eptp.decode(probe.eptp()).accessedDirty();
    return (flags || !written.when().words().contains(ACCESSED_DIRTY))
        && (!written.when().guestPageWalk() || probe.access() == EptAccess.GUEST_PAGE_WALK);
  }

  /// An entry as Bochs takes it.
  private long seen(long word, int level) {
    long seen = word;
    for (Deviation.EntryChange change : written.instead().entries()) {
      if (change.when().match(word, level)) {
        seen = seen & ~change.clear() | change.set();
      }
    }
    return seen;
  }

  /// The level at which a walk that takes every entry for a table reads each of a probe's words; 0
  /// where it reads it at none.
  private static int[] levels(EptProbe probe) {
    int[] levels = new int[probe.size()];
    long table = Eptp.decode(probe.eptp()).address();
    int shift = ROOT_SHIFT;
    for (int level = ROOT_LEVEL; level > 0; level--) {
      long address = table + (probe.gpa() >>> shift & INDEX) * Long.BYTES;
      for (int i = 0; i < levels.length; i++) {
        if (probe.address(i) == address && levels[i] == 0) {
          levels[i] = level;
        }
      }
      table = probe.read(address) & TABLE;
      shift -= INDEX_BITS;
    }
    return levels;
  }

  /// The words afterwards, with what Bochs doesn't look at as it was.
  private static List<Long> unseen(List<Long> words, EptProbe probe, EptProbe seen) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      all.add(words.get(i) ^ probe.word(i) ^ seen.word(i));
    }
    return all;
  }
}
