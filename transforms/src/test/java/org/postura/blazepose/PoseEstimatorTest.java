package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;
import org.postura.video.Orientation;

class PoseEstimatorTest {
  private static final PoseOptions LITE = PoseOptions.defaults().withModel(Model.LITE);
  private static final int FRAMES = 12;

  private static BlazePose blazePose;
  private static List<NativeFrame> person;
  private static NativeFrame empty;

  @BeforeAll
  static void load() throws IOException {
    blazePose = BlazePose.load(Model.LITE);
    person = Clips.shrunk(Clips.DEMO, FRAMES, 4);
    empty = NativeFrame.of(270, 480, new byte[3 * 270 * 480]);
  }

  @AfterAll
  static void free() {
    blazePose.close();
    person.forEach(NativeFrame::close);
    empty.close();
  }

  private static List<List<Pose>> estimate(PoseOptions options, List<NativeFrame> frames) {
    List<List<Pose>> poses = new ArrayList<>();
    try (PoseEstimator estimator = blazePose.newEstimator(options)) {
      for (NativeFrame frame : frames) {
        poses.add(estimator.estimate(frame));
      }
    }
    return poses;
  }

  /** The person in five frames, nobody in two, the person in three; stamps as given. */
  private static List<List<Pose>> withGap(PoseOptions options, long stepUs) {
    List<List<Pose>> poses = new ArrayList<>();
    try (PoseEstimator estimator = blazePose.newEstimator(options)) {
      for (int k = 0; k < 10; k++) {
        NativeFrame frame = k == 5 || k == 6 ? empty : person.get(k);
        poses.add(estimator.estimate(frame.at(k, (k + 1) * stepUs)));
      }
    }
    return poses;
  }

  private static List<Integer> numbers(List<List<Pose>> frames) {
    List<Integer> numbers = new ArrayList<>();
    for (List<Pose> poses : frames) {
      numbers.add(poses.isEmpty() ? null : poses.get(0).person());
    }
    return numbers;
  }

  private static double distance(Pose a, Pose b, int landmark) {
    Landmark first = a.landmarks().get(landmark);
    Landmark second = b.landmarks().get(landmark);
    return Math.hypot(first.x() - second.x(), first.y() - second.y());
  }

  @Test
  void posturaIsSolutionsOnTheStampsOfSolutions() {
    assertEquals(withGap(LITE.withProfile(Profile.MEDIAPIPE_SOLUTIONS), 1), withGap(LITE, 33_333));
    assertEquals(
        withGap(LITE.withProfile(Profile.MEDIAPIPE_SOLUTIONS).withSmoothing(false), 1),
        withGap(LITE.withSmoothing(false), 33_333));
  }

  @Test
  void otherStampsSmoothOtherwise() {
    assertNotEquals(withGap(LITE, 33_333), withGap(LITE, 100_000));
  }

  @Test
  void roomForMorePersonsDoesNotChangeThePersonWhoIsThere() {
    List<List<Pose>> alone = estimate(LITE, person);
    List<List<Pose>> withRoom = estimate(LITE.withNumPoses(4), person);
    for (int k = 0; k < FRAMES; k++) {
      assertEquals(alone.get(k).get(0), withRoom.get(k).get(0), "frame " + k);
    }
  }

  @Test
  void whoComesBackWithinTheMemoryKeepsTheNumber() {
    List<Integer> same = Arrays.asList(0, 0, 0, 0, 0, null, null, 0, 0, 0);
    assertEquals(same, numbers(withGap(LITE, 33_333)));
    assertEquals(same, numbers(withGap(LITE.withNumPoses(2), 33_333)));
    assertEquals(same, numbers(withGap(LITE.withProfile(Profile.MEDIAPIPE_TASKS), 33_333)));
  }

  @Test
  void aLostPersonsNumberIsNotUsedAgain() {
    List<Integer> another = Arrays.asList(0, 0, 0, 0, 0, null, null, 1, 1, 1);
    assertEquals(another, numbers(withGap(LITE.withPersonMemory(0.05), 33_333)));
    assertEquals(another, numbers(withGap(LITE.withNumPoses(2).withPersonMemory(0.05), 33_333)));
    assertEquals(another, numbers(withGap(LITE, 400_000)));
    List<Integer> solutions =
        numbers(withGap(LITE.withProfile(Profile.MEDIAPIPE_SOLUTIONS), 400_000));
    assertEquals(Arrays.asList(0, 0, 0, 0, 0, null, null, 0, 0, 0), solutions);
  }

  @Test
  void afterAGapImageLandmarksStartAnewAndVisibilitiesGoOn() {
    List<Pose> raw = withGap(LITE.withSmoothing(false), 33_333).get(7);
    List<Pose> smoothed = withGap(LITE, 33_333).get(7);
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      assertEquals(0, distance(raw.get(0), smoothed.get(0), i), 1e-6);
    }
    assertNotEquals(raw.get(0).worldLandmarks(), smoothed.get(0).worldLandmarks());
    assertNotEquals(
        raw.get(0).landmarks().get(0).visibility(),
        smoothed.get(0).landmarks().get(0).visibility());
  }

  @Test
  void smoothingStartsWithTheSecondFrame() {
    List<List<Pose>> raw = estimate(LITE.withSmoothing(false), person);
    List<List<Pose>> smoothed = estimate(LITE, person);
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      assertEquals(0, distance(raw.get(0).get(0), smoothed.get(0).get(0), i), 1e-6);
    }
    assertNotEquals(raw.get(1).get(0).landmarks(), smoothed.get(1).get(0).landmarks());
    // The region comes from smoothed points in both.
    assertEquals(raw.get(5).get(0).score(), smoothed.get(5).get(0).score());
  }

  @Test
  void tasksDoesNotSmoothSeveral() {
    PoseOptions tasks = LITE.withProfile(Profile.MEDIAPIPE_TASKS).withNumPoses(2);
    assertEquals(estimate(tasks.withSmoothing(false), person), estimate(tasks, person));
  }

  @ParameterizedTest
  @EnumSource
  void imagesAreTakenEachOnItsOwn(Profile profile) {
    PoseOptions options = LITE.withProfile(profile).withRunningMode(RunningMode.IMAGE);
    List<Pose> first = estimate(options, person.subList(4, 5)).get(0);
    assertEquals(1, first.size());
    assertEquals(first, estimate(options, person).get(4));
  }

  @Test
  void stampsThatStandStillOrJumpDoNoHarm() {
    List<List<Pose>> steady = estimate(LITE, person);
    try (PoseEstimator estimator = blazePose.newEstimator(LITE)) {
      long[] stamps = {0, 0, 0, -40_000, Long.MAX_VALUE, Long.MIN_VALUE, 5, 6, 1_000_000, 7};
      for (int k = 0; k < stamps.length; k++) {
        Pose pose = estimator.estimate(person.get(k).at(k, stamps[k])).get(0);
        for (int i = 0; i < Pose.LANDMARKS; i++) {
          assertEquals(0, distance(pose, steady.get(k).get(0), i), 0.1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void storedOrientationDoesNotMatter(Orientation orientation) throws IOException {
    byte[] rgb = person.get(0).bytes();
    try (NativeFrame turned = NativeFrame.stored(270, 480, rgb, orientation)) {
      PoseOptions image = LITE.withRunningMode(RunningMode.IMAGE);
      assertEquals(estimate(image, person.subList(0, 1)), estimate(image, List.of(turned)));
    }
  }

  @Test
  void confidencesAreThresholds() {
    List<NativeFrame> one = person.subList(0, 1);
    assertEquals(1, estimate(LITE, one).get(0).size());
    assertEquals(0, estimate(LITE.withMinDetectionConfidence(1f), one).get(0).size());
    assertEquals(0, estimate(LITE.withMinPosePresenceConfidence(1f), one).get(0).size());
  }

  @Test
  void nobodyIsInAnEmptyPicture() {
    assertEquals(List.of(), estimate(LITE, List.of(empty)).get(0));
    try (NativeFrame pixel = NativeFrame.of(1, 1, new byte[3])) {
      assertEquals(List.of(), estimate(LITE, List.of(pixel)).get(0));
    }
  }

  /** The woman's head is in the left quarter of the picture all the time, the man's never. */
  @Test
  void twoPersonsKeepTheirNumbers() throws IOException {
    List<Integer> woman = new ArrayList<>();
    List<Integer> man = new ArrayList<>();
    try (PoseEstimator estimator = blazePose.newEstimator(LITE.withNumPoses(2))) {
      Clips.read(
          Clips.TWO_PEOPLE,
          Integer.MAX_VALUE,
          frame -> {
            for (Pose pose : estimator.estimate(frame)) {
              (pose.landmarks().get(0).x() < 0.25 ? woman : man).add(pose.person());
            }
          });
    }
    assertEquals(Collections.nCopies(100, 0), woman);
    // The detector needs some frames to see the second one.
    assertTrue(man.size() > 90, man.size() + " frames");
    assertEquals(Collections.nCopies(man.size(), 1), man);
  }

  /**
   * Once everybody is followed, a frame costs a landmark run each; before, the detector as well.
   */
  @Test
  void theDetectorRunsWhileThereIsRoom() {
    try (PoseEstimator estimator = blazePose.newEstimator(LITE)) {
      person.forEach(estimator::estimate);
      assertEquals(1, estimator.detectorRuns());
      assertEquals(FRAMES, estimator.landmarkRuns());
    }
    try (PoseEstimator estimator = blazePose.newEstimator(LITE.withNumPoses(2))) {
      person.forEach(estimator::estimate);
      assertEquals(FRAMES, estimator.detectorRuns());
      assertEquals(FRAMES, estimator.landmarkRuns());
    }
  }

  @Test
  void optionsMustFitTheNetworksAndEachOther() {
    assertThrows(
        IllegalArgumentException.class, () -> blazePose.newEstimator(LITE.withModel(Model.HEAVY)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            blazePose.newEstimator(LITE.withProfile(Profile.MEDIAPIPE_SOLUTIONS).withNumPoses(2)));
  }
}
