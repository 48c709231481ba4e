package org.postura;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service stands on top: it uses the pipeline, and nothing uses it. */
@AnalyzeClasses(packages = "org.postura", importOptions = ImportOption.DoNotIncludeTests.class)
class PipelinePackageTreeTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.postura.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_SERVICE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postura.service..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postura.service..");

  @ArchTest
  static final ArchRule HTTP_ONLY_IN_THE_SERVICE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postura.service..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.micrometer..");
}
