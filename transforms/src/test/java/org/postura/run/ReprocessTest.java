package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postura.video.VerdictCode;

class ReprocessTest {
  private static final PlannedVideo SAME = new PlannedVideo("/v/a", "a", "identity", 10);

  @ParameterizedTest
  @CsvSource({
    // outcome, code, output is there: changed, missing, failed, all
    "DONE, , true, false, false, false, true",
    "DONE, , false, true, true, false, true",
    "PARTIAL, CORRUPT, true, false, false, true, true",
    "PARTIAL, CORRUPT, false, true, true, true, true",
    "FAILED, NOT_A_VIDEO, false, false, false, true, true",
    "FAILED, IO_ERROR, false, true, false, true, true",
    "FAILED, TIMED_OUT, false, true, false, true, true",
    "FAILED, INTERNAL, false, true, false, true, true",
    "FAILED, LIMIT_EXCEEDED, false, false, false, true, true",
  })
  void sameBytesAndOptions(
      Outcome outcome,
      VerdictCode code,
      boolean exists,
      boolean changed,
      boolean missing,
      boolean failed,
      boolean all) {
    LedgerEntry last = Entries.entry("1", "a", outcome, code);

    assertEquals(changed, Reprocess.CHANGED.wants(last, SAME, Entries.ESTIMATION, exists));
    assertEquals(missing, Reprocess.MISSING.wants(last, SAME, Entries.ESTIMATION, exists));
    assertEquals(failed, Reprocess.FAILED.wants(last, SAME, Entries.ESTIMATION, exists));
    assertEquals(all, Reprocess.ALL.wants(last, SAME, Entries.ESTIMATION, exists));
  }

  @Test
  void newVideosAreDoneUnlessOnlyFailedOnesAreAskedFor() {
    for (Reprocess reprocess : Reprocess.values()) {
      assertEquals(
          reprocess != Reprocess.FAILED,
          reprocess.wants(null, SAME, Entries.ESTIMATION, false),
          reprocess.name());
    }
  }

  @Test
  void otherBytesOrOptionsAreAChange() {
    LedgerEntry last = Entries.entry("1", "a", Outcome.DONE, null);
    PlannedVideo otherBytes = new PlannedVideo("/v/a", "a", "other", 10);
    Estimation otherOptions =
        new Estimation(
            Entries.ESTIMATION.poses().withNumPoses(2),
            6,
            Entries.ESTIMATION.format(),
            Entries.ESTIMATION.limits());

    assertEquals(true, Reprocess.CHANGED.wants(last, otherBytes, Entries.ESTIMATION, true));
    assertEquals(true, Reprocess.CHANGED.wants(last, SAME, otherOptions, true));
  }

  @Test
  void otherLimitsMatterOnlyWhereALimitWasPassed() {
    Estimation otherLimits =
        new Estimation(
            Entries.ESTIMATION.poses(),
            6,
            Entries.ESTIMATION.format(),
            Entries.ESTIMATION.limits().withMaxDuration(Duration.ofHours(1)));
    LedgerEntry done = Entries.entry("1", "a", Outcome.DONE, null);
    LedgerEntry tooLong = Entries.entry("1", "a", Outcome.FAILED, VerdictCode.LIMIT_EXCEEDED);

    assertEquals(false, Reprocess.CHANGED.wants(done, SAME, otherLimits, true));
    assertEquals(true, Reprocess.CHANGED.wants(tooLong, SAME, otherLimits, false));
  }
}
