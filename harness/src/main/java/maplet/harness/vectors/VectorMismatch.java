package maplet.harness.vectors;

/// A vector of which somebody says something else.
///
/// @param file the path below the folder
/// @param id of the vector
/// @param flags its bug classes, as in the file
/// @param who `model`, or the implementation's name
/// @param expected what the vector says
/// @param actual what is said instead
public record VectorMismatch(
    String file, String id, String flags, String who, String expected, String actual) {}
