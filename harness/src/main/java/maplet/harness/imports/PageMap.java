package maplet.harness.imports;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Regions of bytes made into areas of whole 4 KiB pages.
///
/// Devices are rounded outward; a device that begins in the last page of the one before extends
/// that area. RAM and ROM are rounded inward, so a page that they share with anything isn't theirs;
/// a page that RAM shares with ROM is nobody's.
final class PageMap {
  private static final int PAGE_SHIFT = 12;

  private final NavigableMap<Long, PageArea> areas = new TreeMap<>();

  /// @param firstPage number of its first page
  /// @param lastPage number of its last page
  record PageArea(long firstPage, long lastPage, MemoryKind kind) {
    long gpa() {
      return firstPage << PAGE_SHIFT;
    }

    long size() {
      return lastPage - firstPage + 1 << PAGE_SHIFT;
    }
  }

  /// @param regions ascending and disjoint
  PageMap(List<MemoryRegion> regions) {
    for (MemoryRegion region : regions) {
      if (region.kind() == MemoryKind.DEVICE) {
        addOutward(region);
      } else {
        addInward(region);
      }
    }
  }

  /// The areas, ascending.
  List<PageArea> areas() {
    return List.copyOf(areas.values());
  }

  /// The area of an address.
  Optional<PageArea> at(long gpa) {
    long page = gpa >>> PAGE_SHIFT;
    return Optional.ofNullable(areas.floorEntry(page))
        .map(it -> it.getValue())
        .filter(it -> page <= it.lastPage());
  }

  private void addOutward(MemoryRegion region) {
    long firstPage = region.first() >>> PAGE_SHIFT;
    Optional<PageArea> shared = at(region.first());
    if (shared.isPresent()) {
      firstPage = shared.get().firstPage();
    }
    put(firstPage, region.last() >>> PAGE_SHIFT, region.kind());
  }

  private void addInward(MemoryRegion region) {
    long pageMask = (1L << PAGE_SHIFT) - 1;
    long firstPage = (region.first() >>> PAGE_SHIFT) + ((region.first() & pageMask) == 0 ? 0 : 1);
    boolean endsItsPage = (region.last() & pageMask) == pageMask;
    long lastPage = (region.last() >>> PAGE_SHIFT) - (endsItsPage ? 0 : 1);
    if (firstPage <= lastPage) {
      put(firstPage, lastPage, region.kind());
    }
  }

  private void put(long firstPage, long lastPage, MemoryKind kind) {
    areas.put(firstPage, new PageArea(firstPage, lastPage, kind));
  }
}
