package maplet.harness.museum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of real bugs: what public hypervisors got wrong in guest address spaces.
public final class RealBugs {
  private static final List<RealBug> ALL = List.copyOf(new RealBugs().rows);

  private final List<RealBug> rows = new ArrayList<>();

  private RealBugs() {
    xen();
    hafniumAndKvm();
    rustAndC();
    seedAndProcessors();
  }

  /// All of them, by row.
  public static List<RealBug> all() {
    return ALL;
  }

  /// One of them.
  ///
  /// @param row from 1
  /// @throws IndexOutOfBoundsException where there is none
  static RealBug row(int row) {
    return ALL.get(row - 1);
  }

  private void add(String where, String what) {
    rows.add(new RealBug(rows.size() + 1, where, what, Optional.empty()));
  }

  private void add(String where, String what, String note) {
    rows.add(new RealBug(rows.size() + 1, where, what, Optional.of(note)));
  }

  private void xen() {
    add(
        "Xen CVE-2021-28705/28709",
        "a multi-page update is partly done and taken as all or nothing: half a range changes");
    add("Xen CVE-2021-28704/28707", "a misaligned address with an order: the wrong sub-range");
    add("Xen CVE-2020-15567", "a live EPT entry is written field by field: a torn entry");
    add(
        "Xen CVE-2026-23554",
        "a table page is freed before the deferred EPT flush: a stale way into a reused page");
    add("Xen XSA-301", "unused top bits of an address are ignored: a high address aliases a low");
    add("Xen arm", "the highest mapped address is off by one: a lookup there leaves the root");
    add(
        "Xen x86",
        "an invalid frame number in order arithmetic: unmapping 2 MiB leaves 4 KiB shards, and"
            + " empty tables");
    add("Xen AMD IOMMU", "the split of a superpage widens permissions");
  }

  private void hafniumAndKvm() {
    add("Hafnium d9238ecc", "a map over an existing mapping silently changes the address");
    add(
        "Hafnium b7325779",
        "a block becomes a table: the flush starts at the new map's address, not the block's",
        "planted so that it misses the block; any address inside it would do for the hardware");
    add(
        "Hafnium 69f51f76",
        "the wrong level in the software walk: a leaf is read as a table",
        "C: read as a leaf of the level below, for a walk into guest memory only crashes");
    add("Hafnium 8be4b6b6", "stage 2 SH is non-shareable for normal memory");
    add(
        "KVM CVE-2021-38198",
        "inherited permissions aren't applied: a write goes through a read-only path",
        "stage-2 tables restrict nothing in either implementation: only those of EL2's stage 1 can"
            + " be ignored; elsewhere it is the leaf's permissions that aren't applied");
    add(
        "KVM nVMX",
        "permission bits of the exit qualification in swapped order",
        "the C ABI has no exit qualification: the permissions that translate answers are swapped");
    add(
        "KVM 404381c5839d",
        "a read-only large leaf isn't dropped when dirty logging needs 4 KiB: write faults"
            + " without end",
        "dirty logging is a protect of 4 KiB here");
    add(
        "KVM TDP MMU",
        "a non-atomic update loses accessed, dirty or write bits",
        "no walker runs between two stores here: the update itself forgets the bits");
    add(
        "KVM arm64 5a6e594fc607",
        "a racing permission fault skips the TLBI: faults without end",
        "planted without the race: the change isn't invalidated");
    add(
        "KVM arm64 6.4",
        "the walker frees a subtree, then walks it",
        "nothing sees what a subject only reads: the freed table is written, or freed again");
    add(
        "KVM arm64 e987eda4f61d",
        "a fault beyond the IPA range is sent as MMIO instead of an abort",
        "planted as a fault that is answered as handled");
  }

  private void rustAndC() {
    add(
        "axvisor, three RISC-V cores",
        "the G-stage is built or walked as plain Sv39: a high address aliases or misses",
        "the C starter has no RISC-V: its AArch64 root of two tables is walked as one (the Rust"
            + " starter has plain-sv39)");
    add(
        "page_table_multiarch d3134fe, 6628d2e",
        "protect, unmap and query accept an entry on demand that isn't present",
        "planted in protect");
    add("page_table_multiarch 6bf8f37", "the TLBI operand isn't shifted by 12");
    add("page_table_multiarch 9564bf5", "tables are freed from the wrong level: leak, double free");
    add("seL4 531", "`||` that is always true: every EPT page is write-back");
    add("Bareflank 22", "a 4 KiB map overwrites the 2 MiB leaf that it falls into");
    add(
        "bao 378",
        "no fence after invalid to valid on a core that caches invalid entries",
        "not in C: EPT and stage 2 of AArch64 never cache absent entries, so there it is right (the"
            + " Rust starter has no-fence)");
    add(
        "FreeBSD D55860",
        "16-bit VMIDs are given out with VTCR.VS clear: two VMs share a VMID",
        "Maplet sees one address space at a time and no VMIDs; planted is the closest class: an"
            + " invalidation's operand that is cut to 16 bits, so that it means something else");
  }

  private void seedAndProcessors() {
    add("axaddrspace", "a second fault on a present page replaces the frame: data is lost");
    add("axaddrspace", "frames aren't zeroed: another guest's data is visible");
    add("axaddrspace", "a partial failure leaves translatable pages without an area");
    add(
        "axaddrspace",
        "the limit or a buffer runs over the end of the area: the host is out of bounds",
        "the C ABI has no buffers: the page size that translate answers is too large");
    add("axaddrspace", "Arm: XN is never set; the write flag is decoded inverted");
    add(
        "OP-TEE 5803, Hafnium 6f40037d",
        "an invalidation in the wrong security or regime scope",
        "events have no scopes: to this address space, an invalidation in another scope is none");
    add(
        "Asterinas 3920",
        "the split of a level-3 huge page strides by the base page size: wrong addresses");
    add(
        "NutShell 265, XiangShan 4658",
        "a misaligned superpage is accepted; 2 MiB over 1 GiB are composed wrongly",
        "these are walkers in hardware; planted is software that makes such a leaf, and nothing of"
            + " two-stage composition, which Maplet doesn't model");
  }
}
