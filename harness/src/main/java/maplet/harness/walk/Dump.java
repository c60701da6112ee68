package maplet.harness.walk;

/// Some physical memory of a user's machine, as one file holds it: little-endian words of eight
/// bytes.
sealed interface Dump permits RawDump, SparseDump {
  /// The file's name, as the user gave it.
  String name();

  /// Whether the dump holds the word.
  ///
  /// @param address physical address, a multiple of eight
  boolean holds(long address);

  /// The word.
  ///
  /// @param address that [#holds] is true for
  long word(long address);

  /// An address of a word that both dumps hold, or -1 where there is none.
  long overlap(Dump other);

  /// What the dump holds, in words.
  String extent();
}
