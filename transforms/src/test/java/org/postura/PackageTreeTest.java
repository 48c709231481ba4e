package org.postura;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

/**
 * Dependencies between packages point down: transforms, run and store on one side, blazepose, video
 * and landmarks on the other.
 */
@AnalyzeClasses(packages = "org.postura", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageTreeTest {
  /** Each package is a slice of its own, so a door and the rooms behind it are told apart. */
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  return SliceIdentifier.of(type.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages";
                }
              })
          .should()
          .beFreeOfCycles();

  /** Rooms are public for each other only: who uses a package comes through its door. */
  @ArchTest
  static final ArchRule ROOMS_OF_VIDEO_ARE_ITS_OWN =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postura.video..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postura.video.*..");

  /** From the door, which has the values, over what was lost and FFmpeg to the processes. */
  @ArchTest
  static final ArchRule ROOMS_OF_VIDEO_ARE_A_TREE =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("door")
          .definedBy("org.postura.video")
          .layer("integrity")
          .definedBy("org.postura.video.integrity..")
          .layer("ffmpeg")
          .definedBy("org.postura.video.ffmpeg..")
          .layer("process")
          .definedBy("org.postura.video.process..")
          .whereLayer("integrity")
          .mayOnlyBeAccessedByLayers("ffmpeg", "process")
          .whereLayer("ffmpeg")
          .mayOnlyBeAccessedByLayers("process")
          .whereLayer("process")
          .mayNotBeAccessedByAnyLayer();

  /** What makes records, and what knows of runs and stores, do not know each other. */
  private static final String[] RUNS = {
    "org.postura.transforms..", "org.postura.run..", "org.postura.store.."
  };

  @ArchTest
  static final ArchRule LANDMARKS_STAND_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.landmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(and(RUNS, "org.postura.video..", "org.postura.blazepose.."));

  @ArchTest
  static final ArchRule VIDEO_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.video..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(and(RUNS, "org.postura.landmarks..", "org.postura.blazepose.."));

  @ArchTest
  static final ArchRule BLAZEPOSE_DOES_NOT_KNOW_ITS_USERS =
      noClasses()
          .that()
          .resideInAPackage("org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(RUNS);

  @ArchTest
  static final ArchRule BLAZEPOSE_SEES_OF_VIDEO_ONLY_THE_FRAME =
      noClasses()
          .that()
          .resideInAPackage("org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.postura\\.video\\.(?!Frame$|RgbPixels$|Orientation$).*");

  /** transforms → run → run.inputs → store: what comes later does not know what comes before. */
  @ArchTest
  static final ArchRule RUNS_ARE_A_TREE =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("transforms")
          .definedBy("org.postura.transforms..")
          .layer("run")
          .definedBy("org.postura.run")
          .layer("inputs")
          .definedBy("org.postura.run.inputs")
          .layer("store")
          .definedBy("org.postura.store..")
          .whereLayer("transforms")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("transforms")
          .whereLayer("inputs")
          .mayOnlyBeAccessedByLayers("run", "transforms");

  @ArchTest
  static final ArchRule STORE_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.store..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.postura..").and(resideOutsideOfPackage("org.postura.store..")));

  @ArchTest
  static final ArchRule INPUTS_KNOW_THE_STORE_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.run.inputs..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.postura..")
                  .and(resideOutsideOfPackages("org.postura.run.inputs..", "org.postura.store..")));

  /** A run is planned and kept by what a video and its records are called, not by what they are. */
  @ArchTest
  static final ArchRule RUN_SEES_OF_VIDEO_ONLY_CODES_AND_LIMITS =
      noClasses()
          .that()
          .resideInAPackage("org.postura.run..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.postura\\.video\\.(?!VerdictCode$|VideoLimits$).*");

  @ArchTest
  static final ArchRule RUN_SEES_OF_LANDMARKS_ONLY_FORMAT_AND_CODEC =
      noClasses()
          .that()
          .resideInAPackage("org.postura.run..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.postura\\.landmarks\\.(?!Format$|Codec$).*");

  @ArchTest
  static final ArchRule NO_BEAM_WHERE_RECORDS_ARE_MADE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.postura.landmarks..", "org.postura.video..", "org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.beam..");

  /** Of Beam the store may use what opens, lists and tries again, and the run nothing. */
  @ArchTest
  static final ArchRule NO_GRAPH_OUTSIDE_OF_TRANSFORMS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.postura.transforms..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.beam..")
                  .and(
                      resideOutsideOfPackages(
                          "org.apache.beam.sdk.io..", "org.apache.beam.sdk.util..")));

  @ArchTest
  static final ArchRule NO_BEAM_IN_RUN =
      noClasses()
          .that()
          .resideInAPackage("org.postura.run")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.beam..");

  private static String[] and(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** Pixels, networks, filters, persons: each room sees those before it, and none the door. */
  @ArchTest
  static final ArchRule BLAZEPOSE_IS_A_TREE =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.postura.blazepose..")
          .layer("door")
          .definedBy("org.postura.blazepose")
          .layer("persons")
          .definedBy("org.postura.blazepose.persons..")
          .layer("filter")
          .definedBy("org.postura.blazepose.filter..")
          .layer("network")
          .definedBy("org.postura.blazepose.network..")
          .layer("crop")
          .definedBy("org.postura.blazepose.crop..")
          .whereLayer("door")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("persons")
          .mayOnlyBeAccessedByLayers("door")
          .whereLayer("filter")
          .mayOnlyBeAccessedByLayers("persons", "door")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("filter", "persons", "door")
          .whereLayer("crop")
          .mayOnlyBeAccessedByLayers("network", "persons", "door");

  @ArchTest
  static final ArchRule BLAZEPOSE_IS_ENTERED_BY_ITS_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postura.blazepose.*..");
}
