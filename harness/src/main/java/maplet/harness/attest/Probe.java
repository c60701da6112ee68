package maplet.harness.attest;

import maplet.model.Access;

/// One access of a guest whose memory is translated by an image.
///
/// @param gpa guest physical address, a multiple of eight; any bits above are allowed that the
///   machine's [MachineMemory#gpaBits] allows
public record Probe(TableImage image, long gpa, Access access) {}
