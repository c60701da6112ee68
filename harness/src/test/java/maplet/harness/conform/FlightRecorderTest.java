package maplet.harness.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a child says through its recorder is its own, and whole, or it doesn't count.
class FlightRecorderTest {
  private static final long NONCE = 77;

  @TempDir Path folder = Path.of("");

  private FlightRecorder campaign() throws IOException {
    FlightRecorder recorder = FlightRecorder.open(folder.resolve("campaign"));
    recorder.restart(1);
    recorder.sequence(5);
    return recorder;
  }

  private Path file() {
    return folder.resolve("child");
  }

  /// Overwrites words of the file, as a subject does to the mapping.
  private void scribble(long from, int count) throws IOException {
    byte[] ones = new byte[count * Long.BYTES];
    Arrays.fill(ones, (byte) 0xff);
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(ones), from * Long.BYTES);
    }
  }

  @Test
  void aChildGoesOnWhereTheCampaignIsAndAnswers() throws Exception {
    try (FlightRecorder campaign = campaign();
        FlightRecorder parents = campaign.forChild(file(), NONCE);
        FlightRecorder childs = FlightRecorder.ofChild(file(), NONCE)) {
      assertEquals(5, childs.sequence());
      assertEquals(0, parents.replies());
      childs.sequence(6);
      childs.reply(0);
      assertEquals(1, parents.replies());
      campaign.accept(parents.committed().orElseThrow());
      assertEquals(6, campaign.sequence());
    }
  }

  @Test
  void anotherChildCantAnswer() throws Exception {
    try (FlightRecorder campaign = campaign();
        FlightRecorder _ = campaign.forChild(file(), NONCE)) {
      assertThrows(IOException.class, () -> FlightRecorder.ofChild(file(), NONCE + 1).close());
    }
  }

  @Test
  void ofARecorderThatIsOverwrittenNothingCounts() throws Exception {
    try (FlightRecorder campaign = campaign();
        FlightRecorder parents = campaign.forChild(file(), NONCE);
        FlightRecorder childs = FlightRecorder.ofChild(file(), NONCE)) {
      childs.begin(new Setup(0, 1 << 20));
      childs.add(new OperationSlot());
      childs.add(new OperationSlot());
      assertEquals(2, parents.steps().size());

      scribble(0, 4096);
      assertFalse(parents.isIntact());
      assertEquals(Optional.empty(), parents.committed());
      assertEquals(-1, parents.replies());
      assertEquals(0, parents.steps().size());

      assertFalse(childs.isIntact());
      assertEquals(5, childs.sequence());
      childs.repair();
      childs.reply(0);
      assertTrue(parents.isIntact());
      assertEquals(1, parents.replies());
      assertEquals(5, parents.committed().orElseThrow()[0]);
    }
  }

  @Test
  void countsOfWhichOneCopyIsDamagedAreTheOther() throws Exception {
    try (FlightRecorder campaign = campaign();
        FlightRecorder parents = campaign.forChild(file(), NONCE);
        FlightRecorder childs = FlightRecorder.ofChild(file(), NONCE)) {
      childs.sequence(6);
      childs.sequence(7);
      long half = CountBlock.words(Counts.WORDS) / 2;
      scribble(FlightRecorder.HEAD + 10, 1);
      assertTrue(parents.committed().orElseThrow()[0] >= 6);
      scribble(FlightRecorder.HEAD + half + 10, 1);
      assertEquals(Optional.empty(), parents.committed());
      childs.repair();
      assertEquals(7, parents.committed().orElseThrow()[0]);
    }
  }

  @Test
  void countsThatCantBeTrueAreContradicted() throws Exception {
    try (FlightRecorder campaign = campaign()) {
      long[] counts = campaign.committed().orElseThrow();
      assertEquals(Optional.empty(), campaign.contradiction(counts, 1));
      long[] fewer = counts.clone();
      fewer[0]--;
      assertTrue(campaign.contradiction(fewer, 1).orElseThrow().contains("from 5 to 4"));
      long[] more = counts.clone();
      more[1] += 3;
      assertTrue(campaign.contradiction(more, 1).orElseThrow().contains("but 0 by kind"));
      long[] slower = counts.clone();
      slower[2] += 100;
      assertTrue(campaign.contradiction(slower, 99).isPresent());
      assertEquals(Optional.empty(), campaign.contradiction(slower, 100));
    }
  }

  @Test
  void aCampaignThatWasKilledIsResumedWithItsCounts() throws Exception {
    campaign().close();
    try (FlightRecorder again = FlightRecorder.open(folder.resolve("campaign"))) {
      assertTrue(again.isResumable(1));
      assertFalse(again.isResumable(2));
      assertEquals(5, again.sequence());
      again.sequence(6);
      assertEquals(6, again.committed().orElseThrow()[0]);
    }
  }

  @Test
  void oneCampaignAtATimeHasAFolder() throws Exception {
    try (FolderLock _ = FolderLock.take(folder)) {
      IOException refused = assertThrows(IOException.class, () -> FolderLock.take(folder).close());
      assertTrue(refused.getMessage().contains("another campaign"), refused.getMessage());
    }
    FolderLock.take(folder).close();
  }
}
