package io.basketwise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the offline half depend on each other in one direction. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.basketwise");

  @Test
  void nobodyDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.basketwise.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.basketwise.cli")
        .check(CLASSES);
  }

  @Test
  void theModelsKnowNothingOfTheJobs() {
    noClasses()
        .that()
        .resideInAPackage("io.basketwise.models..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void thePackagesHaveNoCycles() {
    slices().matching("io.basketwise.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
