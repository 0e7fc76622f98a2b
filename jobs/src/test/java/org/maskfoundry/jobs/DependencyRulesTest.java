package org.maskfoundry.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Dependencies point down, as the design's list of packages has it. */
@AnalyzeClasses(packages = "org.maskfoundry", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

  private static final String ROOT = "org.maskfoundry.";

  /** The packages from the lowest rank up; those of one rank may know each other, one way. */
  private static final List<List<String>> RANKS =
      List.of(
          List.of("mask", "config"),
          List.of("image", "prompt"),
          List.of("model"),
          List.of("segment", "detect", "paint"),
          List.of("annotation", "dataset"),
          List.of("export", "report"),
          List.of("training"),
          List.of("jobs.table", "jobs.spark"),
          List.of("jobs.phase"),
          List.of("jobs.cli"));

  @ArchTest
  static final ArchRule everyPackageHasItsRank =
      classes()
          .should(
              condition(
                  "lie in a package of the design",
                  (type, events) -> {
                    if (rank(type).isEmpty()) {
                      events.add(SimpleConditionEvent.violated(type, type.getName()));
                    }
                  }));

  @ArchTest
  static final ArchRule dependenciesPointDown =
      classes()
          .should(
              condition(
                  "know only packages of their own rank or below",
                  (type, events) ->
                      type.getDirectDependenciesFromSelf().stream()
                          .filter(DependencyRulesTest::pointsUp)
                          .forEach(
                              dependency ->
                                  events.add(
                                      SimpleConditionEvent.violated(
                                          dependency, dependency.getDescription())))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(packagesOfTheDesign()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule oneImageKnowsNoCluster =
      noClasses()
          .that(
              DescribedPredicate.describe(
                  "are about one image", type -> !type.getPackageName().startsWith(ROOT + "jobs")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.hadoop..",
              "org.apache.iceberg..",
              "scala..",
              "picocli..");

  @ArchTest
  static final ArchRule onlyTrainingKnowsTheTrainingLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.pytorch..");

  private interface Check {
    void on(JavaClass type, ConditionEvents events);
  }

  private static ArchCondition<JavaClass> condition(String words, Check check) {
    return new ArchCondition<>(words) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.on(type, events);
      }
    };
  }

  private static boolean pointsUp(Dependency dependency) {
    return rank(dependency.getTargetClass())
        .filter(target -> target > rank(dependency.getOriginClass()).orElseThrow())
        .isPresent();
  }

  private static Optional<Integer> rank(JavaClass type) {
    return designPackage(type)
        .flatMap(
            name ->
                IntStream.range(0, RANKS.size())
                    .boxed()
                    .filter(rank -> RANKS.get(rank).contains(name))
                    .findFirst());
  }

  private static Optional<String> designPackage(JavaClass type) {
    return RANKS.stream()
        .flatMap(List::stream)
        .filter(name -> (type.getPackageName() + ".").startsWith(ROOT + name + "."))
        .findFirst();
  }

  private static SliceAssignment packagesOfTheDesign() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return designPackage(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
      }

      @Override
      public String getDescription() {
        return "packages of the design";
      }
    };
  }
}
