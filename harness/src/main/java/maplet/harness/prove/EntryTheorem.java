package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maplet.impl.table.TableWalk;

/// Entries: the implementation's own encodings against the description, at every height.
enum EntryTheorem implements Theorem {
  /// All 2^64 words are told apart as the description tells them.
  CLASSIFY(
      "every one of the 2^64 words is absent, table, leaf or reserved as described", "nothing") {
    @Override
    List<Claim> claims(Program program, int height) {
      Entries entries = new Entries(program, height);
      Term word = Term.variable("word", Long.SIZE);
      Entries.Meaning meaning = entries.describe(word);
      Outcome kind =
          program.call(
              "maplet/impl/table/TableWalk",
              "classify",
              "(Lmaplet/impl/table/TableFormat;JI)I",
              entries.heap(),
              new Reference.Live(program.format()),
              word,
              Words.of(height));
      Term agree =
          Logic.all(
              Logic.equal(meaning.isAbsent(), isKind(kind, TableWalk.ABSENT)),
              Logic.equal(meaning.isTable(), isKind(kind, TableWalk.TABLE)),
              Logic.equal(meaning.isLeaf(), isKind(kind, TableWalk.LEAF)),
              Logic.not(kind.anyThrown()),
              Logic.not(meaning.thrown()));
      return List.of(
          Claim.of("height " + height + ": kinds agree", List.of(), agree)
              .showEntry("the word", word, height)
              .show("kind (0 absent, 1 table, 2 leaf, 3 reserved, 4 oversized)", kind.word())
              .show("described as a table", meaning.isTable())
              .show("described as a leaf", meaning.isLeaf()));
    }

    private Term isKind(Outcome kind, int number) {
      return Logic.equal(kind.word(), Words.of(number));
    }
  },

  /// What valid words mean.
  DECODE(
      "every valid word has the address, permissions and memory type that are described",
      "nothing") {
    @Override
    List<Claim> claims(Program program, int height) {
      Entries entries = new Entries(program, height);
      Term word = Term.variable("word", Long.SIZE);
      Entries.Meaning meaning = entries.describe(word);
      Outcome attributes = program.ofFormat("attributes", "(J)I", entries.heap(), word);
      Outcome address =
          program.ofFormat("address", "(JI)J", entries.heap(), word, Words.of(height));
      Outcome child = program.ofFormat("child", "(J)J", entries.heap(), word);
      Term leaf =
          Logic.all(
              Logic.equal(attributes.word(), meaning.attributes()),
              Logic.equal(address.word(), meaning.leafAddress()),
              Logic.not(attributes.anyThrown()),
              Logic.not(address.anyThrown()));
      Term table =
          Logic.and(
              Logic.equal(child.word(), meaning.tableAddress()), Logic.not(child.anyThrown()));
      List<Claim> claims = new ArrayList<>();
      if (entries.hasLeaves()) {
        claims.add(
            Claim.of("height " + height + ": leaves agree", List.of(meaning.isLeaf()), leaf)
                .showEntry("the word", word, height)
                .show("attribute code", attributes.word())
                .show("described attribute code", meaning.attributes())
                .show("address", address.word())
                .show("described address", meaning.leafAddress()));
      }
      if (height > 0) {
        claims.add(
            Claim.of("height " + height + ": tables agree", List.of(meaning.isTable()), table)
                .showEntry("the word", word, height)
                .show("address", child.word())
                .show("described address", meaning.tableAddress()));
      }
      return claims;
    }
  },

  /// What the implementation writes for leaves.
  ENCODE(
      "a leaf's word is the described one, means what was asked for and nothing wider, and has no"
          + " reserved bit",
      "attributes that the regime represents; an aligned address within the output width") {
    @Override
    List<Claim> claims(Program program, int height) {
      Entries entries = new Entries(program, height);
      if (!entries.hasLeaves()) {
        return List.of();
      }
      Term code = Words.and(Term.variable("attributes", Integer.SIZE), Words.of(127));
      Term hpa = entries.address("hpa", height);
      Term legal = entries.represents(code);
      Outcome word =
          program.ofFormat("leaf", "(JII)J", entries.heap(), hpa, code, Words.of(height));
      Outcome described = entries.encodeLeaf(hpa, code);
      Entries.Meaning meaning = entries.describe(word.word());
      Term goal =
          Logic.all(
              Logic.equal(word.word(), described.word()),
              Logic.not(word.anyThrown()),
              Logic.not(described.anyThrown()),
              meaning.isLeaf(),
              Logic.equal(meaning.attributes(), code),
              Logic.equal(meaning.leafAddress(), hpa),
              Logic.equal(
                  Words.and(word.word(), Words.of(entries.mustBeZeroInLeaves())), Words.of(0L)));
      return List.of(
          Claim.of("height " + height + ": leaves", List.of(legal), goal)
              .showEntry("word", word.word(), height)
              .showEntry("described word", described.word(), height)
              .show("it grants attribute code", meaning.attributes()));
    }
  },

  /// Decoding and encoding again loses nothing.
  REENCODE(
      "a leaf, decoded and encoded again, means the same",
      "a leaf whose attributes the regime represents") {
    @Override
    List<Claim> claims(Program program, int height) {
      Entries entries = new Entries(program, height);
      if (!entries.hasLeaves()) {
        return List.of();
      }
      Term word = Term.variable("word", Long.SIZE);
      Entries.Meaning before = entries.describe(word);
      Term code = program.ofFormat("attributes", "(J)I", entries.heap(), word).word();
      Term hpa =
          program.ofFormat("address", "(JI)J", entries.heap(), word, Words.of(height)).word();
      Term aligned = entries.isAligned(hpa);
      Term known = Words.and(code, Words.of(127));
      Outcome again =
          program.ofFormat("leaf", "(JII)J", entries.heap(), hpa, known, Words.of(height));
      Entries.Meaning after = entries.describe(again.word());
      Term goal =
          Logic.all(
              aligned,
              after.isLeaf(),
              Logic.equal(after.attributes(), before.attributes()),
              Logic.equal(after.leafAddress(), before.leafAddress()));
      List<Term> assumed = List.of(before.isLeaf(), entries.represents(code));
      return List.of(
          Claim.of("height " + height + ": leaves", assumed, goal)
              .showEntry("a leaf", word, height)
              .showEntry("encoded again", again.word(), height));
    }
  },

  /// What the implementation writes for tables.
  TABLE("the word that points to a table is the described one", "a table within the output width") {
    @Override
    List<Claim> claims(Program program, int height) {
      if (height == 0) {
        return List.of();
      }
      Entries entries = new Entries(program, height);
      Term address = entries.address("table", 0);
      Outcome word = program.ofFormat("table", "(J)J", entries.heap(), address);
      Outcome described =
          program.describe("encodeTable", "(JI)J", entries.heap(), address, Words.of(height));
      Entries.Meaning meaning = entries.describe(word.word());
      Term goal =
          Logic.all(
              Logic.equal(word.word(), described.word()),
              Logic.not(word.anyThrown()),
              Logic.not(described.anyThrown()),
              meaning.isTable(),
              Logic.equal(meaning.tableAddress(), address));
      return List.of(
          Claim.of("height " + height + ": tables", List.of(), goal)
              .showEntry("word", word.word(), height)
              .showEntry("described word", described.word(), height));
    }
  },

  /// Attributes that a regime can't represent.
  REFUSE(
      "attributes are refused exactly where the description can't encode them",
      "any 32-bit attribute code") {
    @Override
    List<Claim> claims(Program program, int height) {
      if (height != 0) {
        return List.of();
      }
      Entries entries = new Entries(program, height);
      Term code = Term.variable("attributes", Integer.SIZE);
      Program.Made rules =
          program.copy(
              entries.heap(),
              LiveObjects.create("maplet/impl/OperandRules", program.regime().capabilities()),
              Map.of());
      Outcome accepts =
          program.call(
              "maplet/impl/OperandRules",
              "acceptsAttributes",
              "(I)Z",
              rules.heap(),
              rules.object(),
              code);
      Outcome described = entries.encodeLeaf(Words.of(0L), code);
      Term same =
          Logic.and(
              Logic.equal(Words.isNotZero(accepts.word()), described.returns()),
              Logic.not(accepts.anyThrown()));
      return List.of(
          Claim.of("attribute codes", List.of(), same)
              .show("accepted", Words.isNotZero(accepts.word()))
              .show("described", described.returns()));
    }
  };

  private final String statement;
  private final String assumes;

  EntryTheorem(String statement, String assumes) {
    this.statement = statement;
    this.assumes = assumes;
  }

  /// The claims about entries of one height.
  abstract List<Claim> claims(Program program, int height);

  @Override
  public String id() {
    return "entry." + name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public String assumes() {
    return assumes;
  }

  @Override
  public List<String> replay(Program program, Counterexample counterexample) {
    return new EntryReplay(program).lines(counterexample);
  }

  @Override
  public List<Claim> claims(Program program) {
    List<Claim> claims = new ArrayList<>();
    for (int height = 0; height < program.regime().levels(); height++) {
      claims.addAll(claims(program, height));
    }
    return claims;
  }
}
