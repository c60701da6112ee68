package maplet.harness.explore;

import java.util.List;
import java.util.stream.Stream;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Regime;
import org.apache.commons.lang3.Validate;

/// Where a world's regions lie: as many below as above a line at which the third level of tables
/// changes, so that neighbours have no table but the root, or one below it, in common.
///
/// @param granule bytes of the smallest leaf
/// @param size bytes of the second leaf size, and of a region
/// @param start guest physical address of the lowest region
/// @param hostStart host physical address that the regions' linear memory begins at
/// @param regions how many regions follow each other from `start` on
/// @param permissions what the pages get: attribute codes, from the least to the most
record Places(
    long granule, long size, long start, long hostStart, int regions, List<Integer> permissions) {

  static Places of(Regime regime, int regions) {
    Capabilities capabilities = regime.capabilities();
    Validate.isTrue(
        regions >= 1 && regions <= World.MOST_REGIONS,
        "regions (%d) must be 1 to %d",
        regions,
        World.MOST_REGIONS);
    Validate.isTrue(
        capabilities.pageShifts().size() > 1,
        "regime (%s) must have two leaf sizes to be explored",
        regime.id());
    int granuleShift = capabilities.pageShifts().get(0);
    int shift = capabilities.pageShifts().get(1);
    long size = 1L << shift;
    long line = Math.min(1L << 2 * shift - granuleShift, capabilities.inputLimit() / 2);
    long start = line - Math.ceilDiv(regions, 2) * size;
    long hostStart = capabilities.outputLimit() / 2;
    Validate.isTrue(
        start >= size && line + regions * size <= capabilities.inputLimit(),
        "regime (%s) must have room for %s regions of 0x%x bytes",
        regime.id(),
        regions,
        size);
    Validate.isTrue(
        hostStart + (2L * regions + 1) * size <= capabilities.outputLimit(),
        "regime (%s) must have host addresses for %s regions of 0x%x bytes",
        regime.id(),
        regions,
        size);
    List<Integer> permissions =
        Stream.of(Permissions.R, Permissions.RW, Permissions.RWX)
            .map(each -> new Attributes(each, MemoryType.WRITE_BACK))
            .filter(capabilities::represents)
            .map(Attributes::code)
            .toList();
    Validate.isTrue(
        permissions.size() > 1,
        "regime (%s) must have write-back memory with two sets of permissions",
        regime.id());
    return new Places(1L << granuleShift, size, start, hostStart, regions, permissions);
  }

  /// Guest physical address of a region's first page.
  long first(int region) {
    return start + region * size;
  }

  /// Guest physical address of a region's last page.
  long last(int region) {
    return first(region) + size - granule;
  }

  long end() {
    return first(regions);
  }

  /// Host address of a region's huge page.
  long hugeHost(int region) {
    return hostStart + region * size;
  }

  /// Host address of a page that is mapped alone; it isn't the huge page's piece.
  ///
  /// @param page 0 for the first, 1 for the last
  long pageHost(int region, int page) {
    return hostStart + (regions + region) * size + (2 * page + 1) * granule;
  }

  /// Pages whose neighbours may be something else: the outer two at both ends of each region.
  long[] probes() {
    long[] probes = new long[4 * regions];
    for (int i = 0; i < regions; i++) {
      probes[4 * i] = first(i);
      probes[4 * i + 1] = first(i) + granule;
      probes[4 * i + 2] = last(i) - granule;
      probes[4 * i + 3] = last(i);
    }
    return probes;
  }
}
