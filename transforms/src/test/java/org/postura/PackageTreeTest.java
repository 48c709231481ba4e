package org.postura;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies between packages point down: transforms, blazepose, video and landmarks. */
@AnalyzeClasses(packages = "org.postura", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageTreeTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.postura.(*)..").should().beFreeOfCycles();

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
