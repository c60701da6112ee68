package maplet.harness.attest.bochs;

import java.util.List;
import maplet.model.arch.ept.EptFault;

/// What comes of a probe, as far as both a walker in hardware's place and the description tell it.
///
/// @param reason [#REACHED], [#NO_ENTRY], or the basic exit reason
/// @param detail exit qualification of a violation; the VM-instruction error where there was no
///   entry; else 0
/// @param reportedGpa the VMCS field "guest-physical address" of a fault; else 0
/// @param hpa that was reached, or [#UNKNOWN] where nothing tells it
/// @param words what the probe's words hold afterwards, accessed and dirty flags set
public record EptAnswer(long reason, long detail, long reportedGpa, long hpa, List<Long> words) {
  /// The access arrived; no exit reason has this number.
  static final long REACHED = -1;

  /// VM entry refused the EPTP, with VM-instruction error 7 (SDM volume 3C, 31.4).
  static final long NO_ENTRY = -2;

  /// The address that was reached isn't known: no memory is there, or a page walk went on from it.
  static final long UNKNOWN = -1;

  public EptAnswer {
    words = List.copyOf(words);
  }

  /// The same answer with another detail.
  EptAnswer withDetail(long other) {
    return new EptAnswer(reason, other, reportedGpa, hpa, words);
  }

  /// The same answer with other words.
  EptAnswer withWords(List<Long> others) {
    return new EptAnswer(reason, detail, reportedGpa, hpa, others);
  }

  /// The kind of answer, for counting.
  String kind() {
    return switch ((int) reason) {
      case (int) REACHED -> hpa == UNKNOWN ? "reached, not told where" : "reached";
      case (int) NO_ENTRY -> "no VM entry";
      case EptFault.VIOLATION -> "EPT violation";
      case EptFault.MISCONFIGURATION -> "EPT misconfiguration";
      default -> "exit " + reason;
    };
  }

  @Override
  public String toString() {
    String what = kind();
    if (hpa != UNKNOWN) {
      what += " 0x%x".formatted(hpa);
    }
    if (reason >= 0 || reason == NO_ENTRY) {
      what += ", detail 0x%x, GPA 0x%x".formatted(detail, reportedGpa);
    }
    return what
        + "; words "
        + String.join(" ", words.stream().map(word -> "0x%x".formatted(word)).toList());
  }
}
