package maplet.harness.vectors;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// Where sequences of a regime work, and with which attributes.
final class SequencePlaces {
  private static final int GRANULES = 16;

  private final Capabilities capabilities;
  private final long base;
  private final long size;

  SequencePlaces(Capabilities capabilities, SeededChoices choices) {
    this.capabilities = capabilities;
    long wanted = Math.max(GRANULES * granule(), 4 * pageSize(pageSizes() - 1));
    size = Math.min(wanted, capabilities.inputLimit());
    long places = capabilities.inputLimit() / size;
    base = choices.chooseLong(places) * size;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /// First address of the address space, a multiple of every page size where the input width allows
  /// it.
  long base() {
    return base;
  }

  long size() {
    return size;
  }

  long end() {
    return base + size;
  }

  long granule() {
    return capabilities.granule();
  }

  int pageSizes() {
    return capabilities.pageShifts().size();
  }

  long pageSize(int index) {
    return 1L << capabilities.pageShifts().get(index);
  }

  /// Guest address of the n-th granule.
  long at(long granules) {
    return base + granules * granule();
  }

  /// A host address for linear areas, a multiple of every page size, away from the frames of
  /// [VectorHost].
  long host() {
    return capabilities.outputLimit() / 2;
  }

  /// What RAM has, or the nearest to it.
  Attributes ram() {
    return capabilities.alternatives().stream()
        .filter(each -> each.memoryType() == MemoryType.WRITE_BACK)
        .reduce((_, last) -> last)
        .orElse(capabilities.alternatives().getLast());
  }

  /// The same without writing.
  Attributes readOnly() {
    Attributes wanted = new Attributes(Permissions.R, ram().memoryType());
    if (capabilities.represents(wanted)) {
      return wanted;
    }
    return readable()
        .filter(each -> (each.permissions().bits() & Permissions.WRITE) == 0)
        .findFirst()
        .orElse(ram());
  }

  /// Another memory type, where there is one.
  Attributes otherType() {
    return capabilities.alternatives().stream()
        .filter(each -> each.memoryType() != ram().memoryType())
        .filter(each -> (each.permissions().bits() & Permissions.READ) != 0)
        .findFirst()
        .orElse(readOnly());
  }

  private Stream<Attributes> readable() {
    return capabilities.alternatives().stream()
        .filter(each -> (each.permissions().bits() & Permissions.READ) != 0);
  }

  /// Attributes that the regime can't express, if there are any that grant something.
  List<Attributes> notRepresentable() {
    return IntStream.range(0, Attributes.CODES)
        .filter(Attributes::isCode)
        .mapToObj(Attributes::of)
        .filter(each -> each.permissions().bits() != 0 && !capabilities.represents(each))
        .limit(2)
        .toList();
  }
}
