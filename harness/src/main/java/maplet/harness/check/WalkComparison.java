package maplet.harness.check;

import java.util.List;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Subject;
import maplet.model.Attributes;
import maplet.model.MappingTag;
import maplet.model.RangeMap;
import maplet.model.Status;
import maplet.model.arch.Regime;

/// Compares the leaves that a subject's own walk of its table shows with the model's mappings, one
/// by one, up to the first difference.
final class WalkComparison implements LeafSink {
  private final long[] pageSizes;
  private final int[] heightBits;
  private final RangeMap mappings;
  private final Findings findings;

  private boolean more;
  private boolean equal;
  private long at;
  private int heights;

  WalkComparison(Regime regime, ExpectedLeaves leaves, RangeMap mappings, Findings findings) {
    List<Integer> shifts = regime.capabilities().pageShifts();
    this.pageSizes = shifts.stream().mapToLong(shift -> 1L << shift).toArray();
    this.heightBits = new int[pageSizes.length];
    for (int i = 0; i < heightBits.length; i++) {
      heightBits[i] = 1 << leaves.height(i);
    }
    this.mappings = mappings;
    this.findings = findings;
  }

  /// A bit for each height of the leaves that the last walk showed.
  int heights() {
    return heights;
  }

  /// Has the subject walk its table; the model's mappings must be those from before.
  ///
  /// @return what the subject answers
  Status run(Subject subject) {
    equal = true;
    heights = 0;
    more = mappings.seek(0);
    at = more ? mappings.start() : 0;
    Status status = subject.walkTable(this);
    if (equal && more && !status.isRefusal()) {
      findings.add(Oracle.OUTCOME, at, "a leaf in the walk: " + wanted(), "the walk has ended");
    }
    return status;
  }

  @Override
  public void leaf(long gpa, long hpa, int attributes, long pageSize) {
    if (!equal) {
      return;
    }
    equal =
        more
            && gpa == at
            && hpa == at + mappings.delta()
            && attributes == MappingTag.attributes(mappings.tag())
            && pageSize == size();
    if (!equal) {
      findings.add(
          Oracle.OUTCOME,
          more ? at : gpa,
          more ? "a leaf in the walk: " + wanted() : "the end of the walk",
          "%s at %s %s".formatted(Text.hex(gpa), Text.hex(hpa), described(attributes, pageSize)));
      return;
    }
    heights |= heightBits[MappingTag.pageIndex(mappings.tag())];
    at += pageSize;
    if (at == mappings.end()) {
      more = mappings.next();
      at = more ? mappings.start() : 0;
    }
  }

  private long size() {
    return pageSizes[MappingTag.pageIndex(mappings.tag())];
  }

  private String wanted() {
    int attributes = MappingTag.attributes(mappings.tag());
    return "%s at %s %s"
        .formatted(Text.hex(at), Text.hex(at + mappings.delta()), described(attributes, size()));
  }

  private static String described(int attributes, long pageSize) {
    String text =
        Attributes.isCode(attributes)
            ? Attributes.of(attributes).toString()
            : "attribute code " + attributes;
    return text + ", page size " + Text.hex(pageSize);
  }
}
