package maplet.harness.profile;

import java.util.List;
import maplet.model.arch.Regime;

/// What a user's system is: so far, the regimes that it has.
///
/// @param name for reports
/// @param regimes in the order in which the profile has them
public record Profile(String name, List<Regime> regimes) {
  public Profile {
    regimes = List.copyOf(regimes);
  }
}
