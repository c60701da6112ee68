package maplet.harness.imports;

import maplet.model.Access;

/// The first time that a guest accesses a page in this way.
///
/// @param access what it did
/// @param gpa of the very byte, unsigned
record Touch(Access access, long gpa) {}
