package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.MemoryType;
import maplet.model.Operation;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TraceRoundTripProperties {
  private static final Arbitrary<Long> ANY = Arbitraries.longs();

  @Property(tries = 300)
  void readingWhatWasWrittenGivesTheSameTrace(@ForAll("traces") Trace trace) throws IOException {
    String text = TraceWriter.text(trace);

    assertEquals(trace, TraceReader.read("text", new BufferedReader(new StringReader(text))), text);
  }

  @Provide
  Arbitrary<Trace> traces() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<Provenance> provenance =
        Combinators.combine(texts, Arbitraries.strings().ofMinLength(1).list().ofMaxSize(3), texts)
            .as(Provenance::new);
    Arbitrary<Optional<RecordedDivergence>> divergence =
        Combinators.combine(texts, texts, Arbitraries.integers().greaterOrEqual(1), texts, texts)
            .as(RecordedDivergence::new)
            .optional();
    Arbitrary<OptionalLong> seed =
        ANY.optional().map(it -> it.map(OptionalLong::of).orElse(OptionalLong.empty()));
    return Arbitraries.of(Layer.class)
        .flatMap(layer -> {
          Arbitrary<TraceHeader> header =
              Combinators.combine(
                      Arbitraries.of("ept-4", "riscv-sv39x4"),
                      ANY,
                      ANY,
                      creations(),
                      texts,
                      provenance,
                      seed,
                      divergence)
                  .as((regime, base, size, host, title, from, number, found) ->
                      new TraceHeader(regime, layer, base, size, host, title, from, number, found));
          return Combinators.combine(header, steps(layer)).as(Trace::new);
        });
  }

  private static Arbitrary<Creation> creations() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Combinators.combine(Arbitraries.integers().between(0, 9), flags, flags)
        .as((refuse, once, recycled) -> new Creation(refuse, once && refuse > 0, recycled));
  }

  private static Arbitrary<List<TraceStep>> steps(Layer layer) {
    Arbitrary<Optional<Expectation>> expectation =
        Combinators.combine(Arbitraries.of(Status.class), Arbitraries.of(Rule.class).optional())
            .as(Expectation::new)
            .optional();
    return Combinators.combine(
            operations(layer),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.of(true, false),
            expectation)
        .as((operation, refuse, once, expected) ->
            new TraceStep(operation, refuse, once && refuse > 0, expected))
        .list()
        .ofMaxSize(8);
  }

  private static Arbitrary<Operation> operations(Layer layer) {
    Arbitrary<Attributes> attributes =
        Combinators.combine(
                Arbitraries.integers().between(0, 15).map(Permissions::new),
                Arbitraries.of(MemoryType.class))
            .as(Attributes::new);
    Arbitrary<Access> access = Arbitraries.of(Access.class);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Operation> onTable =
        Arbitraries.oneOf(
            Combinators.combine(ANY, ANY, ANY, attributes).as(Operation.MapPage::new),
            ANY.map(Operation.UnmapPage::new),
            Combinators.combine(ANY, ANY, attributes).as(Operation.Remap::new),
            ANY.map(Operation.QueryPage::new),
            Combinators.combine(ANY, ANY, ANY, attributes, flags).as(Operation.MapRegion::new),
            Combinators.combine(ANY, ANY).as(Operation.UnmapRegion::new),
            Combinators.combine(ANY, ANY, attributes).as(Operation.ProtectRegion::new),
            Arbitraries.just(new Operation.WalkTable()));
    Arbitrary<Operation> onSpace =
        Arbitraries.oneOf(
            Combinators.combine(ANY, ANY, ANY, attributes).as(Operation.MapLinear::new),
            Combinators.combine(ANY, ANY, attributes, flags).as(Operation.MapAllocated::new),
            Combinators.combine(ANY, ANY).as(Operation.Unmap::new),
            Combinators.combine(ANY, ANY, attributes).as(Operation.Protect::new),
            Combinators.combine(ANY, access).as(Operation.HandleFault::new),
            Combinators.combine(ANY, access).as(Operation.TranslateRun::new),
            Combinators.combine(ANY, ANY, access).as(Operation.ByteBuffer::new),
            Combinators.combine(ANY, ANY).as(Operation.ReadMemory::new),
            Combinators.combine(ANY, ANY, ANY).as(Operation.WriteMemory::new),
            ANY.map(Operation.FindArea::new),
            Combinators.combine(ANY, ANY, ANY, ANY, ANY).as(Operation.FindFreeArea::new));
    return Arbitraries.oneOf(
        layer == Layer.TABLE ? onTable : onSpace,
        Arbitraries.just(new Operation.Clear()),
        Combinators.combine(ANY, access).as(Operation.Translate::new),
        Combinators.combine(ANY, access).as(Operation.Touch::new),
        Combinators.combine(ANY, access, Arbitraries.integers().between(0, 7), ANY, ANY)
            .as(Operation.DamagedWalk::new));
  }
}
