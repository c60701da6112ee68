package maplet.harness.museum;

import java.util.Optional;

/// A planted bug, and how it fared.
///
/// @param kill empty where it survived
public record Showing(Exhibit exhibit, Optional<Kill> kill) {}
