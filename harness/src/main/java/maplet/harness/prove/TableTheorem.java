package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import maplet.model.arch.Regime;

/// Operations on page tables, each for every page size: the target changes as the model says, every
/// other address's translation is unchanged, the ownership invariant is kept, and what changed is
/// invalidated before anything is freed.
enum TableTheorem implements Theorem {
  /// One leaf onto a range that isn't mapped.
  MAP("mapLinear", "mapping a page changes just that page, or nothing where it is refused") {
    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      List<Term> premises =
          List.of(operands.isLegal(), Logic.not(before.isMapped()), isAtLeast(before, height));
      return new TableStep(world, premises)
          .call(
              "mapLinear",
              "(JJJII)Z",
              operands.gpa(),
              operands.hpa(),
              operands.size(),
              operands.attributes(),
              Words.of(height));
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      Term rest = operands.restOfLeaf();
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      Term target = after.is(operands.target(), rest);
      return operands.claims(
          step, other, after, Logic.and(step.succeeded(), operands.isInside()), target);
    }
  },

  /// A fresh zeroed frame behind a granule.
  POPULATE(
      "mapAllocated", "populating a page maps it to a fresh zeroed frame, or changes nothing") {
    @Override
    boolean concernsHeight(int height) {
      return height == 0;
    }

    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      return new TableStep(world, List.of(operands.isLegal(), Logic.not(before.isMapped())))
          .call("mapAllocated", "(JJI)Z", operands.gpa(), operands.size(), operands.attributes());
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      Term rest = operands.restOfLeaf();
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      Term page = Words.and(after.hpa(), Words.of(-(1L << world.program().regime().indexShift(0))));
      Term word = Words.and(after.hpa(), Words.of(-(long) Long.BYTES));
      Term fresh =
          world.frames().stream()
              .map(frame -> Logic.equal(frame, page))
              .reduce(Logic.no(), Logic::or);
      Term target =
          Logic.all(
              after.isMapped(),
              fresh,
              Logic.equal(after.rest(), rest),
              Logic.equal(Memories.read(step.after(), word), Words.of(0L)));
      return operands.claims(
          step, other, after, Logic.and(step.succeeded(), operands.isInside()), target);
    }
  },

  /// A page, mapped by one leaf or not at all.
  UNMAP("unmap", "unmapping a page removes just that page, and frees only what nobody reaches") {
    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      Term exact = Logic.equal(before.height(), Words.of(height));
      List<Term> premises =
          List.of(isAtLeast(before, height), Logic.implies(before.isMapped(), exact));
      return new TableStep(world, premises)
          .call("unmap", "(JJZ)V", operands.gpa(), operands.end(), Words.of(0))
          .call("finish", "()V");
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      return operands.claims(step, other, after, operands.isInside(), Logic.not(after.isMapped()));
    }
  },

  /// A leaf gets other attributes.
  PROTECT("change", "changing a leaf's attributes changes just that page's, and no address") {
    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      Term exact = Logic.equal(before.height(), Words.of(height));
      return new TableStep(world, List.of(operands.isLegal(), before.isMapped(), exact))
          .call(
              "change",
              "(JIJJI)J",
              operands.entry(),
              Words.of(height),
              operands.gpa(),
              operands.end(),
              operands.attributes())
          .call("finish", "()V");
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      Term target = operands.isReattributed(other, after);
      return operands.claims(step, other, after, operands.isInside(), target);
    }
  },

  /// The leaf that maps an address gets another address and other attributes.
  REMAP("remap", "remapping a page changes just that page") {
    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      Term exact = Logic.equal(before.height(), Words.of(height));
      return new TableStep(world, List.of(operands.isLegal(), before.isMapped(), exact))
          .call(
              "remap",
              "(JJJI)V",
              operands.located(),
              operands.gpa(),
              operands.hpa(),
              operands.attributes());
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      Term target =
          Logic.all(
              after.isMapped(),
              Logic.equal(after.hpa(), operands.target()),
              operands.hasAttributes(after));
      return operands.claims(step, other, after, operands.isInside(), target);
    }
  },

  /// A huge leaf is cut into leaves of the next smaller size.
  SPLIT("cut", "splitting a huge leaf changes no translation") {
    @Override
    boolean concernsHeight(int height) {
      return height > 0;
    }

    @Override
    TableStep step(TableWorld world, Operands operands, int height) {
      Lookup before = Lookup.of(world, world.memory(), operands.gpa());
      Term exact = Logic.equal(before.height(), Words.of(height));
      return new TableStep(world.withSpare(), List.of(before.isMapped(), exact))
          .call("cut", "(JIJ)V", operands.entry(), Words.of(height), operands.gpa())
          .call("finish", "()V");
    }

    @Override
    List<Claim> claims(TableWorld world, Operands operands, int height) {
      TableStep step = step(world, operands, height);
      Lookup other = Lookup.of(world, world.memory(), operands.any());
      Lookup after = Lookup.of(world, step.after(), operands.any());
      List<Claim> claims =
          new ArrayList<>(operands.claims(step, other, after, Logic.no(), Logic.yes()));
      Term smaller = Logic.equal(after.height(), Words.of(height - 1));
      claims.add(
          step.claim(
              "page of height " + height + ": its pieces are of the next smaller size",
              List.of(),
              Logic.implies(operands.isInside(), smaller)));
      return claims;
    }
  };

  private final String method;
  private final String statement;

  TableTheorem(String method, String statement) {
    this.method = method;
    this.statement = statement;
  }

  /// Executes the operation on a page of one height, whatever the tables are.
  abstract TableStep step(TableWorld world, Operands operands, int height);

  /// The same, with operands of its own.
  TableStep step(TableWorld world, int height) {
    return step(world, new Operands(world, height), height);
  }

  /// The claims about pages of one height.
  abstract List<Claim> claims(TableWorld world, Operands operands, int height);

  /// Whether there is something to claim about leaves of a height.
  boolean concernsHeight(int height) {
    return true;
  }

  private static Term isAtLeast(Lookup lookup, int height) {
    return Logic.not(Logic.less(lookup.height(), Words.of(height)));
  }

  @Override
  public String id() {
    return "table." + name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public String about() {
    return "PageTable." + method;
  }

  @Override
  public String assumes() {
    return "the ownership invariant before; the allocator hands out frames that nobody owns; the"
        + " operation's precondition";
  }

  @Override
  public List<Claim> claims(Program program) {
    Regime regime = program.regime();
    return Stream.iterate(0, height -> height + 1)
        .limit(regime.capabilities().pageShifts().size())
        .filter(this::concernsHeight)
        .flatMap(height -> claims(fresh(program), height).stream())
        .toList();
  }

  private List<Claim> claims(TableWorld world, int height) {
    return claims(world, new Operands(world, height), height);
  }

  /// A world of its own for each height: contracts note what happened in one operation.
  private TableWorld fresh(Program program) {
    return new TableWorld(new Program(program.regime(), program.library(), mostRounds()));
  }
}
