package maplet.harness.explore;

import java.util.Locale;
import maplet.model.arch.Regime;

/// The worlds that can be explored.
public enum WorldKind {
  /// A page table alone: map, remap, protect and unmap of granule pages and huge pages.
  TABLE,
  /// An address space: on-demand, populated and linear areas, faults, protect and unmap.
  SPACE;

  /// The world in a regime.
  ///
  /// @param regions regions of the second leaf size, 1 to [World#MOST_REGIONS]
  /// @throws IllegalArgumentException when the regime has one leaf size only, or no room for it
  public World in(Regime regime, int regions) {
    Places places = Places.of(regime, regions);
    return switch (this) {
      case TABLE -> TableWorld.of(places);
      case SPACE -> SpaceWorld.of(places);
    };
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
