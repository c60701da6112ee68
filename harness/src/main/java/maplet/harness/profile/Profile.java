package maplet.harness.profile;

import java.util.List;
import maplet.model.arch.Regime;

/// What a user's system is: the regimes that it has, and what a foreign implementation claims to do
/// in them.
///
/// @param name for reports
/// @param regimes in the order in which the profile has them
/// @param claims of an implementation under test
public record Profile(String name, List<Regime> regimes, Claims claims) {
  public Profile {
    regimes = List.copyOf(regimes);
  }
}
