package maplet.harness.report;

import maplet.harness.check.Text;
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
              "%s %s %s with bits %s flipped in the entry of height %d"
                  .formatted(
                      slot.kind,
                      Text.hex(walk.gpa()),
                      walk.access(),
                      Text.hex(walk.flips()),
                      walk.height());
          case Operation.OnTable onTable -> slot.kind + operands(onTable);
        };
    return slot.refuseFrom == 0
        ? text
        : "%s, frame requests refused from number %d on".formatted(text, slot.refuseFrom);
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
      case Operation.Query query -> " " + Text.hex(query.gpa());
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
