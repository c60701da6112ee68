package maplet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Between the operations and outcomes that people read and the primitives that [Rules] work on.
public final class Operations {
  private Operations() {}

  /// Whether an operation can be asked of a layer. [Operation.Clear] and what a walker does can be
  /// asked of both.
  public static boolean isOf(Layer layer, Operation operation) {
    return switch (operation) {
      case Operation.Clear _, Operation.Translate _, Operation.Touch _, Operation.DamagedWalk _ ->
          true;
      case Operation.OnTable _ -> layer == Layer.TABLE;
      case Operation.MapLinear _,
          Operation.MapAllocated _,
          Operation.Unmap _,
          Operation.Protect _,
          Operation.HandleFault _,
          Operation.Query _ ->
          layer == Layer.SPACE;
    };
  }

  /// Applies an operation. The details of the answer are in the rules, until the next operation.
  public static Status apply(Rules rules, Operation operation, Environment environment) {
    return switch (operation) {
      case Operation.MapLinear map ->
          rules.mapLinear(map.gpa(), map.hpa(), map.size(), map.attributes().code(), environment);
      case Operation.MapAllocated map ->
          rules.mapAllocated(
              map.gpa(), map.size(), map.attributes().code(), map.populate(), environment);
      case Operation.Unmap unmap -> rules.unmap(unmap.gpa(), unmap.size(), environment);
      case Operation.Protect protect ->
          rules.protect(protect.gpa(), protect.size(), protect.attributes().code(), environment);
      case Operation.Clear _ -> rules.clear();
      case Operation.HandleFault fault ->
          rules.handleFault(fault.gpa(), fault.access(), environment);
      case Operation.Translate translate -> rules.translate(translate.gpa(), translate.access());
      case Operation.Touch touch -> rules.translate(touch.gpa(), touch.access());
      case Operation.DamagedWalk walk -> rules.translate(walk.gpa(), walk.access());
      case Operation.Query query -> answer(rules.queries(), query, environment);
      case Operation.OnTable onTable -> apply(rules.table(), onTable, environment);
    };
  }

  private static Status answer(Queries queries, Operation.Query query, Environment environment) {
    return switch (query) {
      case Operation.TranslateRun run -> queries.translateRun(run.gpa(), run.access());
      case Operation.ByteBuffer buffer ->
          queries.byteBuffer(buffer.gpa(), buffer.size(), buffer.access());
      case Operation.ReadMemory read -> queries.readMemory(read.gpa(), read.size(), environment);
      case Operation.WriteMemory write ->
          queries.writeMemory(write.gpa(), write.size(), environment);
      case Operation.FindArea find -> queries.findArea(find.gpa());
      case Operation.FindFreeArea find ->
          queries.findFreeArea(
              find.hint(), find.size(), find.alignment(), find.limitStart(), find.limitEnd());
    };
  }

  private static Status apply(
      TableRules rules, Operation.OnTable operation, Environment environment) {
    return switch (operation) {
      case Operation.MapPage map ->
          rules.mapPage(map.gpa(), map.hpa(), map.pageSize(), map.attributes().code(), environment);
      case Operation.UnmapPage unmap -> rules.unmapPage(unmap.gpa());
      case Operation.Remap remap ->
          rules.remap(remap.gpa(), remap.hpa(), remap.attributes().code());
      case Operation.QueryPage query -> rules.query(query.gpa());
      case Operation.MapRegion map ->
          rules.mapRegion(
              map.gpa(),
              map.hpa(),
              map.size(),
              map.attributes().code(),
              map.allowHuge(),
              environment);
      case Operation.UnmapRegion unmap -> rules.unmapRegion(unmap.gpa(), unmap.size(), environment);
      case Operation.ProtectRegion protect ->
          rules.protectRegion(
              protect.gpa(), protect.size(), protect.attributes().code(), environment);
      case Operation.WalkTable() -> rules.walk();
    };
  }

  /// The last answer of the rules with its details.
  ///
  /// @param status what the last operation answered
  public static Outcome outcome(Rules rules, Status status) {
    return switch (status) {
      case DONE -> new Outcome.Done();
      case RESOLVED -> new Outcome.Resolved();
      case SPURIOUS -> new Outcome.Spurious();
      case TRANSLATED ->
          new Outcome.Translated(rules.hpa(), Attributes.of(rules.attributes()), rules.pageSize());
      case REMOVED ->
          new Outcome.Removed(rules.hpa(), Attributes.of(rules.attributes()), rules.pageSize());
      case FAULT -> new Outcome.Faulted(rules.faultKind());
      case RUN_FOUND -> run(rules.queries(), 0);
      case RUNS_FOUND -> runs(rules.queries());
      case AREA_FOUND -> area(rules.queries());
      case FREE_FOUND -> new Outcome.FreeFound(rules.queries().freeArea());
      case FAULT_REFUSED,
          INVALID_INPUT,
          ALREADY_EXISTS,
          MAPPED_TO_HUGE_PAGE,
          NOT_MAPPED,
          NO_MEMORY,
          BAD_STATE ->
          new Outcome.Refused(status, rules.rule(), rules.operand(), nearest(rules));
    };
  }

  private static Outcome.RunFound run(Queries queries, int index) {
    return new Outcome.RunFound(queries.runHpa(index), queries.runSize(index));
  }

  private static Outcome runs(Queries queries) {
    List<Outcome.RunFound> runs = new ArrayList<>();
    for (int i = 0; i < queries.runs(); i++) {
      runs.add(run(queries, i));
    }
    return new Outcome.RunsFound(runs);
  }

  private static Outcome area(Queries queries) {
    return new Outcome.AreaFound(
        queries.areaStart(),
        queries.areaSize(),
        Attributes.of(queries.areaAttributes()),
        queries.areaBacking());
  }

  private static OptionalLong nearest(Rules rules) {
    return rules.hasNearest() ? OptionalLong.of(rules.nearest()) : OptionalLong.empty();
  }
}
