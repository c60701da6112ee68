package maplet.harness.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import maplet.harness.imports.PageMap.PageArea;
import org.junit.jupiter.api.Test;

class PageMapTest {
  @Test
  void devicesInOnePageBecomeOneArea() {
    assertEquals(
        List.of(device(9, 9)),
        areas(region(0x9020, 0x9027, device()), region(0x9030, 0x9037, device())));
    assertEquals(
        List.of(device(9, 11)),
        areas(region(0x9800, 0xa7ff, device()), region(0xa800, 0xbfff, device())));
  }

  @Test
  void devicesInNeighbouringPagesStayApart() {
    assertEquals(
        List.of(device(9, 9), device(10, 10)),
        areas(region(0x9000, 0x9fff, device()), region(0xa000, 0xa007, device())));
  }

  @Test
  void aPageWithADeviceInItIsNoRam() {
    assertEquals(
        List.of(ram(1, 1), device(2, 2), ram(3, 4)),
        areas(
            region(0x1000, 0x200f, MemoryKind.RAM),
            region(0x2010, 0x2017, device()),
            region(0x2018, 0x4fff, MemoryKind.RAM)));
  }

  @Test
  void ramThatFillsNoPageVanishes() {
    assertEquals(List.of(), areas(region(0x1001, 0x1fff, MemoryKind.RAM)));
    assertEquals(List.of(), areas(region(0x1000, 0x1ffe, MemoryKind.RAM)));
  }

  @Test
  void theTopOfTheAddressesIsAPageLikeAnyOther() {
    PageMap map = new PageMap(List.of(new MemoryRegion(-4096, -1, MemoryKind.ROM)));

    assertEquals(-4096, map.areas().getFirst().gpa());
    assertEquals(4096, map.areas().getFirst().size());
    assertEquals(MemoryKind.ROM, map.at(-1).orElseThrow().kind());
    assertEquals(true, map.at(-4097).isEmpty());
  }

  private static MemoryKind device() {
    return MemoryKind.DEVICE;
  }

  private static MemoryRegion region(long first, long last, MemoryKind kind) {
    return new MemoryRegion(first, last, kind);
  }

  private static PageArea device(long firstPage, long lastPage) {
    return new PageArea(firstPage, lastPage, MemoryKind.DEVICE);
  }

  private static PageArea ram(long firstPage, long lastPage) {
    return new PageArea(firstPage, lastPage, MemoryKind.RAM);
  }

  private static List<PageArea> areas(MemoryRegion... regions) {
    return new PageMap(List.of(regions)).areas();
  }
}
