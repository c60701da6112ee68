package maplet.model.arch.riscv;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// The formats of G-stage entries.
final class GStageFormats {
  private static final String PRIVILEGED = "RISC-V privileged architecture";
  private static final String GUEST_TRANSLATION =
      "Guest Physical Address Translation (Two-Stage Address Translation)";

  static final Citation ALGORITHM = Citation.of(PRIVILEGED, "Virtual Address Translation Process");
  static final Citation ACCESSED_DIRTY =
      Citation.of(PRIVILEGED, "Virtual Address Translation Process, step 9, with Svade");
  static final Citation TWO_STAGE =
      new Citation(PRIVILEGED, GUEST_TRANSLATION, "norm:H_vm_gpatrans");
  static final Citation USER_LEVEL =
      new Citation(PRIVILEGED, GUEST_TRANSLATION, "norm:H_vm_gpapriv");
  static final Citation FENCE =
      Citation.of(PRIVILEGED, "Hypervisor Memory-Management Fence Instructions (HFENCE.GVMA)");

  static final Field V = Field.bit("V", 0, "1: the entry is valid");
  static final Field R = Field.bit("R", 1, "readable");
  static final Field W = Field.bit("W", 2, "writable; reserved without R");
  static final Field X = Field.bit("X", 3, "executable; R = W = X = 0 points to a table");
  static final Field U =
      Field.bit("U", 4, "user; must be 1, all guest accesses count as user's").citing(USER_LEVEL);
  static final Field A =
      Field.bit("A", 6, "accessed; a clear one faults, with Svadu hardware sets it")
          .citing(ACCESSED_DIRTY);
  static final Field D =
      Field.bit("D", 7, "dirty; a clear one faults on a store, with Svadu hardware sets it")
          .citing(ACCESSED_DIRTY);
  static final Field PPN = Field.address(53, 10, "physical page number");
  static final Field PBMT =
      Field.defined(
              "PBMT",
              62,
              61,
              "page-based memory type (Svpbmt)",
              new Value(0, "PMA: what the physical memory attributes say"),
              new Value(1, "NC: non-cacheable memory"),
              new Value(2, "IO: device memory"),
              new Value(3, "reserved"))
          .citing(Citation.of(PRIVILEGED, "Svpbmt Extension for Page-Based Memory Types"));

  static final Field N =
      Field.bit("N", 63, "1: one of sixteen entries of a 64 KiB page, PPN[3:0] is 1000")
          .citing(Citation.of(PRIVILEGED, "Svnapot Extension for NAPOT Translation Contiguity"));

  private static final Field G =
      Field.ignored("G", 5, 5, "global; ignored in the G-stage, software writes zero")
          .citing(new Citation(PRIVILEGED, GUEST_TRANSLATION, "norm:H_vm_gpa_g"));
  private static final Field SOFTWARE = Field.ignored("RSW", 9, 8, "for software");

  static final EntryFormat INVALID =
      EntryFormat.of(
          "invalid entry", ALGORITHM, V, Field.ignored("63:1", 63, 1, "ignored while V is clear"));

  /// In an entry that points to a table D, A, U, PBMT and N are reserved.
  static final EntryFormat POINTER =
      EntryFormat.of(
          "pointer to a table",
          ALGORITHM,
          V,
          R,
          W,
          X,
          Field.reserved(4, 4),
          G,
          Field.reserved(7, 6),
          SOFTWARE,
          PPN,
          Field.reserved(63, 54));

  private final List<EntryFormat> leaves;

  GStageFormats(GStageConfiguration configuration) {
    leaves =
        IntStream.range(0, configuration.levels())
            .mapToObj(height -> declareLeaf(height, configuration))
            .toList();
  }

  /// The leaf of a height.
  EntryFormat leaf(int height) {
    return leaves.get(height);
  }

  private static EntryFormat declareLeaf(int height, GStageConfiguration configuration) {
    List<Field> fields = new ArrayList<>(List.of(V, R, W, X, U, G, A, D, SOFTWARE, PPN));
    // N is reserved above the last level too: no page size is encoded with it there.
    fields.add(configuration.svnapot() && height == 0 ? N : Field.reserved(63, 63));
    fields.add(configuration.svpbmt() ? PBMT : Field.reserved(62, 61));
    fields.add(Field.reserved(60, 54));
    String name = height == 0 ? "leaf, 4 KiB" : "superpage leaf of level " + height;
    return new EntryFormat(name, ALGORITHM, fields);
  }
}
