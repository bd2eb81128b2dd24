package io.basketwise.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses models =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.basketwise.models");

  @Test
  void standsOnTheJdkAndJacksonCoreAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "com.fasterxml.jackson.core..", "org.jspecify..", "io.basketwise.models..")
        .check(models);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.basketwise.models.(*)..").should().beFreeOfCycles().check(models);
  }
}
