/// Golden vectors: what the description says of single words, walks and sequences, in files that
/// any language reads.
///
/// [VectorGenerator] makes them and [WalkAttestation] has emulators walk what they can;
/// [VectorLint] judges the files as files, and [VectorVerifier] compares each vector with the model
/// and with an implementation. `vectors/README.md` says what the fields mean.
///
/// Used by: the command line. Uses: model, description, implementation, and the harness's
/// emulators, traces and checker. Nothing else writes `vectors/`.
///
/// ## Design decisions
///
/// - *What is expected comes from the description alone*; the implementation is only compared with
///   it. A vector that the implementation gets wrong is a finding, never another expectation.
/// - *A vector is one line*, so that a difference shows the vector, and a reader without a JSON
///   library can take line after line. Rejected: one file for all kinds, whose diffs nobody reads.
/// - *An id is a hash of the vector's input*: it stays when others are added or removed, and a
///   changed input is another vector. Rejected: numbers, which move.
/// - *Each regime draws from a stream of its own*, which its name seeds: a new regime changes no
///   other's vectors.
/// - *`attestedBy` comes from the run that wrote the file*, and from nothing else; where no
///   emulator agrees, `notAttested` names the reason. An emulator's version is its first two
///   numbers, so that a distribution's security update doesn't change the files.
@NullMarked
package maplet.harness.vectors;

import org.jspecify.annotations.NullMarked;
