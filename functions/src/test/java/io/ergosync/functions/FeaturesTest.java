package io.ergosync.functions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.ergosync.functions",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FeaturesTest {
  @ArchTest
  static final ArchRule features_doNotKnowEachOther =
      slices().matching("io.ergosync.functions.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule dataFeatures_knowNoAws =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..functions.datasets..",
              "..functions.records..",
              "..functions.usage..",
              "..functions.configuration..",
              "..functions.events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", "io.ergosync.storage.dynamodb..");

  @ArchTest
  static final ArchRule operations_knowNoHttpAndNoLambda =
      noClasses()
          .that()
          .resideInAPackage("io.ergosync.functions.*..")
          .and()
          .haveSimpleNameNotEndingWith("Handler")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ergosync.api.http..", "com.amazonaws..", "io.ergosync.runtime..");
}
