/// Attests the description of EPT by Bochs, an emulator that others wrote: random table images,
/// each walked by both.
///
/// [EptProbes] makes them, [BochsMachine] runs them, [DescribedEpt] says what the manual wants, and
/// [EptComparison] compares: reached address, exit reason, exit qualification, reported address,
/// and every entry with its accessed and dirty flags. The guest program is in
/// `harness/src/main/guest/ept`. Used by: the command line. Uses: the description, never the
/// implementation.
///
/// ## Design decisions
///
/// - *A probe brings its own tables*, a word for each level, and they are gone after it: probes
///   don't depend on each other, so a difference can be run alone. Rejected: one table image for
///   thousands of probes, whose accessed and dirty flags depend on the order.
/// - *Memory tells where it is.* Each eight bytes are instructions that load their own address, so
///   a read, a write and a fetch all report where they arrived. Rejected: a memory dump of 512 MiB.
/// - *The disk brings requests, the debugger takes answers.* 100,000 probes a run, whose start
///   costs 0.4 s. Rejected: requests in the ROM, of which 2 MiB are the most; 512 MiB of RAM and no
///   more, because Bochs's start takes the square of it.
/// - *A deviation says what Bochs answers*, not that any answer will do.
/// - *Not seen*: what an address above 512 MiB reaches (there is no memory; that it is reached is
///   seen), memory types (no walk shows them), and EPTPs whose root is outside memory (the guest
///   itself needs its tables). GPAs have 40 bits, so entries 2 to 511 of the root stay unused.
@NullMarked
package maplet.harness.attest.bochs;

import org.jspecify.annotations.NullMarked;
