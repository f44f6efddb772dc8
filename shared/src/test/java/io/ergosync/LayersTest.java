package io.ergosync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ergosync", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule domain_importsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.ergosync.domain")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.ergosync.domain");

  @ArchTest
  static final ArchRule awsSdk_staysAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.ergosync.storage.dynamodb..",
              "io.ergosync.runtime..",
              "io.ergosync.trigger.lambda..",
              "io.ergosync.delivery.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule api_knowsNoLambda =
      noClasses()
          .that()
          .resideInAnyPackage("io.ergosync.api..", "io.ergosync.auth..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.amazonaws..", "io.ergosync.storage..", "io.ergosync.runtime..");

  @ArchTest
  static final ArchRule operations_knowNoHttp =
      noClasses()
          .that()
          .resideInAPackage("io.ergosync.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.ergosync.api.http..");

  @ArchTest
  static final ArchRule triggers_knowNeitherStorageNorFunctions =
      noClasses()
          .that()
          .resideInAPackage("io.ergosync.trigger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.ergosync.storage..", "io.ergosync.runtime..", "io.ergosync.api.http..");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("io.ergosync.(**)").should().beFreeOfCycles();
}
