package org.postura;

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

/** Dependencies between packages point down: transforms, blazepose, video and landmarks. */
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

  @ArchTest
  static final ArchRule LANDMARKS_STAND_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.landmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.postura.video..", "org.postura.blazepose..", "org.postura.transforms..");

  @ArchTest
  static final ArchRule VIDEO_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.postura.video..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.postura.landmarks..", "org.postura.blazepose..", "org.postura.transforms..");

  @ArchTest
  static final ArchRule BLAZEPOSE_DOES_NOT_KNOW_ITS_USERS =
      noClasses()
          .that()
          .resideInAPackage("org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postura.transforms..");

  @ArchTest
  static final ArchRule BLAZEPOSE_SEES_OF_VIDEO_ONLY_THE_FRAME =
      noClasses()
          .that()
          .resideInAPackage("org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.postura\\.video\\.(?!Frame$|RgbPixels$|Orientation$).*");

  @ArchTest
  static final ArchRule BEAM_ONLY_IN_TRANSFORMS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.postura.landmarks..", "org.postura.video..", "org.postura.blazepose..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.beam..");
}
