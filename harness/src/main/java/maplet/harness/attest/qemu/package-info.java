/// QEMU as a machine that attests: AArch64's stage 2 and RISC-V's G-stage.
///
/// [QemuMachine] runs a guest program (`harness/src/main/guest`) that this project builds with a
/// cross compiler; it stays up and answers images by the hundred through semihosting. A [Dialect]
/// per architecture says which processor a regime needs, what its registers hold and what an answer
/// means. Used by: the command line. Uses: `harness.attest` and the descriptions' registers, which
/// are attested with the rest.
///
/// ## Design decisions
///
/// - *One process for each processor model*, started when the first regime needs it: a regime
///   without FEAT_LPA needs a processor without it.
/// - *Three ways to make an access on AArch64*: address translation instructions, which show every
///   physical address and cost 2 microseconds; real loads and stores for a quarter of the probes,
///   for their syndrome; and fetches, which are always real. RISC-V has no such instructions: its
///   accesses are HLV, HSV and jumps.
/// - *Memory tells where it is*, 64 MiB of it: each word is an instruction that traps and names its
///   address. Rejected: a dump of memory after each store.
/// - *Standard output carries the answers*, so a message of QEMU's own in it is noticed by a magic
///   word and ends the run with that message.
@NullMarked
package maplet.harness.attest.qemu;

import org.jspecify.annotations.NullMarked;
