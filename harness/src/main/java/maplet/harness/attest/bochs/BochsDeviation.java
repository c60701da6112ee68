package maplet.harness.attest.bochs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import maplet.model.arch.ept.EptFault;
import maplet.model.arch.ept.Eptp;

/// Where Bochs 2.7 isn't what the manual says: each with the exact condition, and with what Bochs
/// answers there instead. Any other answer, and any other probe, is a difference.
public enum BochsDeviation {
  /// Bit 12 of an entry that maps 2 MiB or 1 GiB is accepted and ignored, as if it were the PAT bit
  /// of an ordinary page-table entry. SDM volume 3C, tables 29-3 and 29-5: bits 29:12 and 20:12 are
  /// reserved. Condition: the walk is misconfigured, and without that bit it isn't.
  LARGE_LEAF_BIT_12("bit 12 of a 2 MiB or 1 GiB leaf isn't reserved") {
    @Override
    EptAnswer answer(EptProbe probe, EptDescription description) {
      EptAnswer manual = description.answer(probe);
      if (manual.reason() != EptFault.MISCONFIGURATION) {
        return manual;
      }
      EptProbe cleared = probe;
      for (int i = 0; i < probe.size(); i++) {
        if (isLargeWithBit12(probe.word(i))) {
          cleared = cleared.withWord(i, probe.word(i) & ~BIT_12);
        }
      }
      EptAnswer other = description.answer(cleared);
      return other.reason() == EptFault.MISCONFIGURATION ? manual : withBit12Back(other, probe);
    }
  },

  /// With accessed and dirty flags, the processor's access to a guest paging-structure entry is
  /// reported as a write only. SDM volume 3C, 28.2.1, note 1 to table 28-7: such an access sets
  /// both bit 0 and bit 1. Condition: a violation of a guest page walk while EPTP bit 6 is set.
  PAGE_WALK_REPORTED_AS_WRITE("with EPTP bit 6, a guest page walk's violation lacks bit 0") {
    @Override
    EptAnswer answer(EptProbe probe, EptDescription description) {
      EptAnswer manual = description.answer(probe);
      boolean concerned =
          probe.access() == EptAccess.GUEST_PAGE_WALK
              && Eptp.decode(probe.eptp()).accessedDirty()
              && manual.reason() == EptFault.VIOLATION;
      return concerned ? manual.withDetail(manual.detail() & ~1L) : manual;
    }
  };

  private static final long LARGE = 0x80;
  private static final long BIT_12 = 1L << 12;

  /// The version that these were found in, and the only one that they are known of.
  private static final String VERSION = "2.7";

  private final String summary;

  BochsDeviation(String summary) {
    this.summary = summary;
  }

  /// The deviations of a version, as in `2.7`.
  static List<BochsDeviation> of(String version) {
    return version.equals(VERSION) ? List.of(values()) : List.of();
  }

  /// The name in results, as in `bochs-large-leaf-bit-12`.
  public String id() {
    return "bochs-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What deviates, in one line.
  public String summary() {
    return summary;
  }

  /// What Bochs answers by this deviation; the description's own answer where the condition doesn't
  /// hold.
  abstract EptAnswer answer(EptProbe probe, EptDescription description);

  /// The description of a processor that deviates so, and otherwise is the given one.
  EptDescription of(EptDescription description) {
    return probe -> answer(probe, description);
  }

  /// The description of a processor that deviates in several ways.
  static EptDescription all(List<BochsDeviation> deviations, EptDescription description) {
    EptDescription deviating = description;
    for (BochsDeviation each : deviations) {
      deviating = each.of(deviating);
    }
    return deviating;
  }

  private static boolean isLargeWithBit12(long word) {
    return (word & LARGE) != 0 && (word & BIT_12) != 0;
  }

  private static EptAnswer withBit12Back(EptAnswer answer, EptProbe probe) {
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      words.add(answer.words().get(i) | probe.word(i));
    }
    return new EptAnswer(
        answer.reason(), answer.detail(), answer.reportedGpa(), answer.hpa(), words);
  }
}
