package maplet.harness.report;

import maplet.harness.check.Text;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.model.Operation;

/// Operations as reports write them, as in `unmap 0x200000 size 0x1000`.
final class OperationText {
  private OperationText() {}

  static String of(OperationSlot slot) {
    String text =
        switch (slot.toOperation()) {
          case Operation.MapLinear map ->
              "%s %s to %s size %s %s"
                  .formatted(
                      slot.kind,
                      Text.hex(map.gpa()),
                      Text.hex(map.hpa()),
                      Text.hex(map.size()),
                      map.attributes());
          case Operation.MapAllocated map ->
              "%s %s size %s %s %s"
                  .formatted(
                      slot.kind,
                      Text.hex(map.gpa()),
                      Text.hex(map.size()),
                      map.attributes(),
                      map.populate() ? "populated" : "on demand");
          case Operation.Unmap unmap ->
              "%s %s size %s".formatted(slot.kind, Text.hex(unmap.gpa()), Text.hex(unmap.size()));
          case Operation.Protect protect ->
              "%s %s size %s %s"
                  .formatted(
                      slot.kind,
                      Text.hex(protect.gpa()),
                      Text.hex(protect.size()),
                      protect.attributes());
          case Operation.Clear() -> slot.kind.toString();
          case Operation.HandleFault fault ->
              "%s %s %s".formatted(slot.kind, Text.hex(fault.gpa()), fault.access());
          case Operation.Translate translate ->
              "%s %s %s".formatted(slot.kind, Text.hex(translate.gpa()), translate.access());
          case Operation.Touch touch ->
              "%s %s %s".formatted(slot.kind, Text.hex(touch.gpa()), touch.access());
          case Operation.DamagedWalk walk ->
              "%s %s %s with bits %s flipped in the entry of height %d%s"
                  .formatted(
                      slot.kind,
                      Text.hex(walk.gpa()),
                      walk.access(),
                      Text.hex(walk.flips()),
                      walk.height(),
                      walk.others() == 0
                          ? ""
                          : ", and %s in all others".formatted(Text.hex(walk.others())));
          case Operation.Query query -> of(slot.kind, query);
          case Operation.OnTable onTable -> slot.kind + operands(onTable);
        };
    return text + refusal(slot.refuseFrom, slot.refuseOnce);
  }

  /// Which frame requests are refused, where one is.
  static String refusal(int refuseFrom, boolean refuseOnce) {
    if (refuseFrom == 0) {
      return "";
    }
    return refuseOnce
        ? ", frame request number %d refused".formatted(refuseFrom)
        : ", frame requests refused from number %d on".formatted(refuseFrom);
  }

  private static String of(OperationKind kind, Operation.Query operation) {
    return switch (operation) {
      case Operation.TranslateRun run ->
          "%s %s %s".formatted(kind, Text.hex(run.gpa()), run.access());
      case Operation.ByteBuffer buffer ->
          "%s %s size %s %s"
              .formatted(kind, Text.hex(buffer.gpa()), Text.hex(buffer.size()), buffer.access());
      case Operation.ReadMemory read ->
          "%s %s size %s".formatted(kind, Text.hex(read.gpa()), Text.hex(read.size()));
      case Operation.WriteMemory write ->
          "%s %s size %s, pattern %s"
              .formatted(
                  kind, Text.hex(write.gpa()), Text.hex(write.size()), Text.hex(write.seed()));
      case Operation.FindArea find -> "%s %s".formatted(kind, Text.hex(find.gpa()));
      case Operation.FindFreeArea find ->
          "%s from %s size %s aligned to %s in %s"
              .formatted(
                  kind,
                  Text.hex(find.hint()),
                  Text.hex(find.size()),
                  Text.hex(find.alignment()),
                  Text.range(find.limitStart(), find.limitEnd()));
    };
  }

  private static String operands(Operation.OnTable operation) {
    return switch (operation) {
      case Operation.MapPage map ->
          " %s to %s page size %s %s"
              .formatted(
                  Text.hex(map.gpa()),
                  Text.hex(map.hpa()),
                  Text.hex(map.pageSize()),
                  map.attributes());
      case Operation.UnmapPage unmap -> " " + Text.hex(unmap.gpa());
      case Operation.Remap remap ->
          " %s to %s %s"
              .formatted(Text.hex(remap.gpa()), Text.hex(remap.hpa()), remap.attributes());
      case Operation.QueryPage query -> " " + Text.hex(query.gpa());
      case Operation.MapRegion map ->
          " %s to %s size %s %s%s"
              .formatted(
                  Text.hex(map.gpa()),
                  Text.hex(map.hpa()),
                  Text.hex(map.size()),
                  map.attributes(),
                  map.allowHuge() ? "" : " without huge leaves");
      case Operation.UnmapRegion unmap ->
          " %s size %s".formatted(Text.hex(unmap.gpa()), Text.hex(unmap.size()));
      case Operation.ProtectRegion protect ->
          " %s size %s %s"
              .formatted(Text.hex(protect.gpa()), Text.hex(protect.size()), protect.attributes());
      case Operation.WalkTable() -> "";
    };
  }
}
