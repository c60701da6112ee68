package maplet.harness.prove;

/// What the tables say of one guest address.
///
/// @param isMapped whether a leaf maps it
/// @param hpa where the byte is
/// @param rest the leaf's other bits: permissions, memory type, flags, software's bits
/// @param size bytes that the entry translates in which the walk ends
/// @param height of that entry
record Lookup(Term isMapped, Term hpa, Term rest, Term size, Term height) {
  private static final String CORE = "maplet/impl/table/TableCore";

  static Lookup of(TableWorld world, Term memory, Term gpa) {
    Program program = world.program();
    Heap heap = Heap.of(memory);
    Term located =
        program
            .call(
                CORE,
                "locate",
                "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;JJ)J",
                heap,
                new Reference.Memory(),
                new Reference.Live(program.format()),
                world.root(),
                gpa)
            .word();
    Term height = program.call(CORE, "height", "(J)I", heap, located).word();
    Term entry = program.call(CORE, "entry", "(J)J", heap, located).word();
    Term word = Memories.read(memory, entry);
    Term isMapped = Words.isNotZero(program.ofFormat("isPresent", "(J)Z", heap, word).word());
    Term address = program.ofFormat("address", "(JI)J", heap, word, height).word();
    Term leafSize = program.ofFormat("leafSize", "(JI)J", heap, word, height).word();
    Term offset = Words.and(gpa, Words.subtract(leafSize, Words.of(1L)));
    Term size = program.ofFormat("entrySize", "(I)J", heap, height).word();
    return new Lookup(
        isMapped, Words.or(address, offset), rest(program, heap, word, height), size, height);
  }

  /// A leaf's bits but its address, as they are in a leaf of height 0.
  static Term rest(Program program, Heap heap, Term word, Term height) {
    Term bits = program.ofFormat("moved", "(JJ)J", heap, word, Words.of(0L)).word();
    Term huge = program.ofFormat("hugeBits", "()J", heap).word();
    Term isHuge = Logic.not(Logic.equal(height, Words.of(0)));
    return Logic.choice(isHuge, Words.xor(bits, huge), bits);
  }

  /// Whether both say the same of the address: both nothing, or the same byte with the same bits.
  Term isSame(Lookup other) {
    Term same = Logic.and(Logic.equal(hpa, other.hpa), Logic.equal(rest, other.rest));
    return Logic.and(Logic.equal(isMapped, other.isMapped), Logic.implies(isMapped, same));
  }

  /// Whether the address is mapped to a byte with these bits.
  Term is(Term wantedHpa, Term wantedRest) {
    return Logic.all(isMapped, Logic.equal(hpa, wantedHpa), Logic.equal(rest, wantedRest));
  }

  /// Whether two addresses are in one page of the size that this lookup found.
  Term isSamePage(Term one, Term other) {
    Term mask = Words.subtract(Words.of(0L), size);
    return Logic.equal(Words.and(Words.xor(one, other), mask), Words.and(Words.of(0L), mask));
  }
}
