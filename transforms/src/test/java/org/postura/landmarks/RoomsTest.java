package org.postura.landmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms behind the landmarks: Parquet's plumbing below the records, the exporters above. */
@AnalyzeClasses(
    packages = "org.postura.landmarks",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule PARQUETS_PLUMBING_KNOWS_NO_LANDMARKS =
      noClasses()
          .that()
          .resideInAPackage("org.postura.landmarks.parquet")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postura.landmarks", "org.postura.landmarks.export");

  @ArchTest
  static final ArchRule RECORDS_DO_NOT_KNOW_THEIR_EXPORTERS =
      noClasses()
          .that()
          .resideInAPackage("org.postura.landmarks")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postura.landmarks.export");
}
