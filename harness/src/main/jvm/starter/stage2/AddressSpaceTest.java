package stage2;

import java.nio.file.Path;
import maplet.harness.junit.AddressSpaceConformanceTest;
import maplet.harness.jvm.GuestSpaces;

class AddressSpaceTest extends AddressSpaceConformanceTest {
  @Override
  protected GuestSpaces subject() {
    return new Adapter();
  }

  @Override
  protected Path profile() {
    return Path.of("profile.json");
  }
}
