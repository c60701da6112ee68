package maplet.harness.stdio;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.arch.Regime;

/// A `begin`: which space or table, and on what machine.
///
/// @param layer `space` or `table`
/// @param base guest physical address of the space
/// @param size its bytes
/// @param host which says where memory is, and which request for frames is refused
/// @param quarantine whether frames that an operation frees wait for its end
record Begin(Regime regime, String layer, long base, long size, MirrorHost host, boolean quarantine)
    implements Request {
  @Override
  public void write(JsonGenerator json) throws IOException {
    PhysicalMemory memory = host.memory();
    Request.of("begin").write(json);
    json.writeStringField("regime", regime.id());
    json.writeStringField("layer", layer);
    json.writeStringField("base", Operations.hex(base));
    json.writeStringField("size", Operations.hex(size));
    json.writeNumberField("inputBits", regime.capabilities().inputBits());
    json.writeNumberField("outputBits", regime.capabilities().outputBits());
    json.writeNumberField("levels", regime.levels());
    json.writeNumberField("rootFrames", regime.rootFrames());
    json.writeStringField("frameSize", Operations.hex(memory.frameSize()));
    json.writeStringField("memory", Operations.hex(memory.base()));
    json.writeStringField("memorySize", Operations.hex(memory.size()));
    json.writeBooleanField("quarantine", quarantine);
    if (host.refuseFrom() > 0) {
      json.writeNumberField("refuseFrom", host.refuseFrom());
      json.writeBooleanField("refuseOnce", host.refuseOnce());
    }
  }
}
