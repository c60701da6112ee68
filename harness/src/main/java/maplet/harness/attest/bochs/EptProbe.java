package maplet.harness.attest.bochs;

import java.util.Map;
import org.apache.commons.lang3.Validate;

/// A table image, and one access by way of it. Every word that isn't listed is what [EptMemory]
/// says. Immutable.
public final class EptProbe {
  /// Width of guest physical addresses, which is Bochs's MAXPHYADDR.
  static final int GPA_BITS = 40;

  private final long eptp;
  private final long gpa;
  private final EptAccess access;
  private final long[] addresses;
  private final long[] words;

  /// @param eptp the extended-page-table pointer
  /// @param gpa below 2^40 and a multiple of 8, or of 4096 for a guest page walk; no more fits what
  ///   the guest's own paging can name
  /// @param words by their addresses, which are multiples of 8 in table memory
  public EptProbe(long eptp, long gpa, EptAccess access, Map<Long, Long> words) {
    this(
        eptp,
        gpa,
        access,
        words.keySet().stream().mapToLong(Long::longValue).toArray(),
        words.values().stream().mapToLong(Long::longValue).toArray());
  }

  private EptProbe(long eptp, long gpa, EptAccess access, long[] addresses, long[] words) {
    long alignment = access == EptAccess.GUEST_PAGE_WALK ? 4096 : 8;
    Validate.isTrue(
        gpa >>> GPA_BITS == 0 && gpa % alignment == 0,
        "gpa (0x%x) must be below 2^40 and a multiple of %d",
        gpa,
        alignment);
    this.eptp = eptp;
    this.gpa = gpa;
    this.access = access;
    this.addresses = addresses;
    this.words = words;
  }

  /// The extended-page-table pointer.
  public long eptp() {
    return eptp;
  }

  /// The guest physical address.
  public long gpa() {
    return gpa;
  }

  /// How it is accessed.
  public EptAccess access() {
    return access;
  }

  /// How many words there are.
  int size() {
    return words.length;
  }

  long address(int index) {
    return addresses[index];
  }

  long word(int index) {
    return words[index];
  }

  /// The word of the image at an address, or what memory has there otherwise.
  long read(long address) {
    for (int i = 0; i < addresses.length; i++) {
      if (addresses[i] == address) {
        return words[i];
      }
    }
    return EptMemory.wordAt(address);
  }

  /// The same probe with one word changed.
  EptProbe withWord(int index, long word) {
    long[] changed = words.clone();
    changed[index] = word;
    return new EptProbe(eptp, gpa, access, addresses, changed);
  }

  /// The same image with another access's address.
  EptProbe withGpa(long other) {
    return new EptProbe(eptp, other, access, addresses, words);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%s 0x%x, EPTP 0x%x".formatted(access, gpa, eptp));
    for (int i = 0; i < words.length; i++) {
      text.append(", [0x%x] 0x%x".formatted(addresses[i], words[i]));
    }
    return text.toString();
  }
}
