package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PoseOptionsTest {
  private static final PoseOptions DEFAULTS = PoseOptions.defaults();

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void valuesOutOfRangeAreRefusedWhereTheyAreSet() {
    assertRefused("numPoses must be 1 to 10, was 0", () -> DEFAULTS.withNumPoses(0));
    assertRefused("numPoses must be 1 to 10, was 11", () -> DEFAULTS.withNumPoses(11));
    assertRefused(
        "minDetectionConfidence must be 0 to 1, was -0.1",
        () -> DEFAULTS.withMinDetectionConfidence(-0.1f));
    assertRefused(
        "minPosePresenceConfidence must be 0 to 1, was NaN",
        () -> DEFAULTS.withMinPosePresenceConfidence(Float.NaN));
    assertRefused(
        "minTrackingConfidence must be 0 to 1, was 1.5",
        () -> DEFAULTS.withMinTrackingConfidence(1.5f));
    assertRefused(
        "personMemory must be 0 to 3600 seconds, was -1.0", () -> DEFAULTS.withPersonMemory(-1));
  }

  @Test
  void theOrderOfSettingDoesNotMatter() {
    PoseOptions options =
        DEFAULTS
            .withNumPoses(3)
            .withProfile(Profile.MEDIAPIPE_SOLUTIONS)
            .withProfile(Profile.MEDIAPIPE_TASKS);
    assertEquals(options, options.check());
    assertEquals(options, DEFAULTS.withProfile(Profile.MEDIAPIPE_TASKS).withNumPoses(3));
  }

  @Test
  void solutionsFindsOnePerson() {
    PoseOptions options = DEFAULTS.withNumPoses(2).withProfile(Profile.MEDIAPIPE_SOLUTIONS);
    assertRefused(
        "The profile mediapipe-solutions finds one person: numPoses must be 1, was 2",
        options::check);
  }

  @Test
  void everyWitherChangesItsValueOnly() {
    PoseOptions options =
        DEFAULTS
            .withProfile(Profile.MEDIAPIPE_TASKS)
            .withModel(Model.LITE)
            .withRunningMode(RunningMode.IMAGE)
            .withNumPoses(4)
            .withSmoothing(false)
            .withMinDetectionConfidence(0.1f)
            .withMinPosePresenceConfidence(0.2f)
            .withMinTrackingConfidence(0.3f)
            .withPersonMemory(2.5);
    assertEquals(
        "PoseOptions{profile=MEDIAPIPE_TASKS, model=LITE, runningMode=IMAGE, numPoses=4,"
            + " smoothing=false, minDetectionConfidence=0.1, minPosePresenceConfidence=0.2,"
            + " minTrackingConfidence=0.3, personMemory=2.5}",
        options.toString());
  }
}
