/// Turns what other programs have recorded of real guests into traces.
///
/// [QemuImport] takes QEMU's memory map (`info mtree -f`) and the order of first touches that
/// `harness/src/main/recorder` records. It may use `maplet.model` and `maplet.harness.trace`; the
/// command line uses it. It reads text and makes values; it opens no file and prints nothing.
///
/// ## Design decisions
///
/// - *Chosen*: one map for the whole trace, as it is after the boot. *Rejected*: following the
///   guest's own changes of the map (PCI windows, shadowed ROM); QEMU tells them only through its
///   debugger. So a firmware's early write to what later is ROM is a permission fault in the trace.
/// - *Chosen*: a page with a byte of a device in it is a device page; RAM and ROM keep only pages
///   that they fill alone. Areas can't overlap then, and no device access ever reaches RAM.
///   *Rejected*: rounding RAM outward, which gives the guest memory that its machine doesn't have.
/// - *Chosen*: host addresses of ROM and devices are the guest address plus
///   [QemuImport#HPA_OFFSET], a multiple of the largest page size, so that large windows still get
///   large leaves. *Rejected*: the identity, which would hide an implementation that confuses the
///   two.
/// - *Chosen*: touches of ROM, devices and holes are translations only; the fault handler is asked
///   only about RAM, the one thing that it can resolve.
@NullMarked
package maplet.harness.imports;

import org.jspecify.annotations.NullMarked;
