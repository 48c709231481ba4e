package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postura.run.Reprocess.Bytes;
import org.postura.run.Reprocess.Facts;
import org.postura.video.VerdictCode;

class ReprocessTest {
  @ParameterizedTest
  @CsvSource({
    // outcome, code, output is there: changed, missing, failed, all
    "DONE, , true, , , , ASKED",
    "DONE, , false, OUTPUT_GONE, OUTPUT_GONE, , OUTPUT_GONE",
    "PARTIAL, CORRUPT, true, , , ASKED, ASKED",
    "PARTIAL, CORRUPT, false, OUTPUT_GONE, OUTPUT_GONE, ASKED, OUTPUT_GONE",
    "PARTIAL, IO_ERROR, true, RETRY, , ASKED, RETRY",
    "FAILED, NOT_A_VIDEO, false, , , ASKED, ASKED",
    "FAILED, IO_ERROR, false, RETRY, , ASKED, RETRY",
    "FAILED, TIMED_OUT, false, RETRY, , ASKED, RETRY",
    "FAILED, INTERNAL, false, RETRY, , ASKED, RETRY",
    "FAILED, NOT_FOUND, false, RETRY, , ASKED, RETRY",
    "FAILED, ACCESS_DENIED, false, RETRY, , ASKED, RETRY",
    "FAILED, LIMIT_EXCEEDED, false, , , ASKED, ASKED",
    "LEFT_OUT, NOT_A_VIDEO, false, , , , ASKED",
  })
  void sameBytesAndOptions(
      Outcome outcome,
      VerdictCode code,
      boolean there,
      Reason changed,
      Reason missing,
      Reason failed,
      Reason all) {
    Facts facts = new Facts(outcome, code, Bytes.SAME, true, true, there);

    assertEquals(Optional.ofNullable(changed), Reprocess.CHANGED.of(facts), "changed");
    assertEquals(Optional.ofNullable(missing), Reprocess.MISSING.of(facts), "missing");
    assertEquals(Optional.ofNullable(failed), Reprocess.FAILED.of(facts), "failed");
    assertEquals(Optional.ofNullable(all), Reprocess.ALL.of(facts), "all");
  }

  @Test
  void newVideosAreDoneUnlessOnlyFailedOnesAreAskedFor() {
    for (Reprocess reprocess : Reprocess.values()) {
      assertEquals(
          reprocess == Reprocess.FAILED ? Optional.empty() : Optional.of(Reason.NEW),
          reprocess.ofNew(),
          reprocess.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // bytes, same options, same limits, outcome, code: changed
    "OTHER, true, true, DONE, , BYTES",
    "OTHER, false, true, DONE, , BYTES",
    "OTHER, true, true, FAILED, NOT_A_VIDEO, BYTES",
    "TOUCHED, true, true, DONE, , TOUCHED",
    "TOUCHED, true, true, FAILED, NOT_A_VIDEO, TOUCHED",
    "TOUCHED, false, true, DONE, , OPTIONS",
    "TOUCHED, true, true, FAILED, IO_ERROR, RETRY",
    "SAME, false, true, DONE, , OPTIONS",
    "SAME, false, true, FAILED, NOT_A_VIDEO, OPTIONS",
    // Limits matter only where one was passed.
    "SAME, true, false, DONE, , ",
    "SAME, true, false, FAILED, LIMIT_EXCEEDED, LIMITS",
    "SAME, true, false, FAILED, CORRUPT, ",
    // What is no video is none whatever the options.
    "SAME, false, false, LEFT_OUT, NOT_A_VIDEO, ",
    "TOUCHED, false, true, LEFT_OUT, NOT_A_VIDEO, TOUCHED",
    "OTHER, true, true, LEFT_OUT, NOT_A_VIDEO, BYTES",
  })
  void whatIsAChange(
      Bytes bytes, boolean options, boolean limits, Outcome outcome, VerdictCode code, Reason why) {
    Facts facts = new Facts(outcome, code, bytes, options, limits, outcome == Outcome.DONE);

    assertEquals(Optional.ofNullable(why), Reprocess.CHANGED.of(facts));
    assertEquals(Optional.empty(), Reprocess.MISSING.of(facts));
  }
}
