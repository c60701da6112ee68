package maplet.harness.trace;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import maplet.model.Layer;
import org.apache.commons.lang3.Validate;

/// The first line of a trace.
///
/// @param regime id of the translation regime, as in `ept-4`: lower case letters, digits and dashes
/// @param layer what the operations are asked of: an address space, or a page table
/// @param base first guest physical address of the address space, in bytes; of a page table, which
///   reaches over all of the input range, the first that the operations aim at
/// @param size of the address space in bytes, unsigned; of a page table, of that range
/// @param creation what the host has for it
/// @param title one line for people
/// @param provenance where the operations come from
/// @param seed of the campaign that generated the operations, where one did
/// @param divergence what a subject did wrong when the trace was saved, where one did
public record TraceHeader(
    String regime,
    Layer layer,
    long base,
    long size,
    Creation creation,
    String title,
    Provenance provenance,
    OptionalLong seed,
    Optional<RecordedDivergence> divergence) {
  static final Pattern REGIME_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public TraceHeader {
    Validate.isTrue(
        REGIME_ID.matcher(regime).matches(),
        "regime (%s) must be lower case letters and digits in groups joined by single dashes",
        regime);
  }

  /// The header of an address space's trace that neither a campaign generated nor a divergence
  /// caused.
  public static TraceHeader recorded(
      String regime, long base, long size, String title, Provenance provenance) {
    return new TraceHeader(
        regime,
        Layer.SPACE,
        base,
        size,
        Creation.PLAIN,
        title,
        provenance,
        OptionalLong.empty(),
        Optional.empty());
  }
}
