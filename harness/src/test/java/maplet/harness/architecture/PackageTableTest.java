package maplet.harness.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import maplet.model.arch.Regimes;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which package may use which. What each may use is listed, so that a new class or library is
/// refused until somebody decides that it is fine there.
class PackageTableTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("maplet");

  /// The words that model and implementation have in common; the implementation may use no more of
  /// the model, or the two would be compared with themselves.
  private static final Class<?>[] VOCABULARY = {
    Access.class,
    Attributes.class,
    Backing.class,
    Capabilities.class,
    FaultKind.class,
    MemoryType.class,
    Permissions.class,
    Rule.class,
    Status.class
  };

  private static final String[] JDK = {"java.lang..", "java.util..", "org.jspecify.annotations"};
  private static final String LANG3 = "org.apache.commons.lang3..";

  /// Rules over no classes hold; these floors say that the rules below have something to judge.
  /// They are somewhat under what there is.
  @ParameterizedTest
  @CsvSource({
    "maplet.model, 25",
    "maplet.model.arch, 15",
    "maplet.model.arch.ept, 3",
    "maplet.model.arch.aarch64, 3",
    "maplet.model.arch.riscv, 3",
    "maplet.impl, 5",
    "maplet.impl.memory, 3",
    "maplet.impl.table, 4",
    "maplet.impl.arch.ept, 1",
    "maplet.impl.arch.aarch64, 1",
    "maplet.impl.arch.riscv, 1",
    "maplet.harness.check, 25",
    "maplet.harness.cli, 10",
    "maplet.harness.sequence, 9",
    "maplet.harness.subject, 4",
    "maplet.harness.trace, 10"
  })
  void eachPackageHasClassesToJudge(String name, long floor) {
    long count =
        CLASSES.stream().filter(candidate -> candidate.getPackageName().equals(name)).count();
    assertTrue(count >= floor, name + " has " + count + " classes");
  }

  @Test
  void theModelKnowsNoBits() {
    packageMayUse("maplet.model", plus(JDK, LANG3, "maplet.model"));
  }

  @Test
  void theDescriptionKnowsTheModelOnly() {
    classes()
        .that()
        .resideInAPackage("maplet.model.arch..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(plus(JDK, LANG3, "maplet.model", "maplet.model.arch.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maplet.model.arch.(*)..", "maplet.impl.arch.(*).."})
  void noArchitectureKnowsAnother(String each) {
    slices().matching(each).should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void theImplementationSharesTheVocabularyOnly() {
    DescribedPredicate<JavaClass> vocabulary =
        DescribedPredicate.describe("vocabulary", candidate -> isVocabulary(candidate));
    classes()
        .that()
        .resideInAPackage("maplet.impl..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(plus(JDK, LANG3, "java.lang.foreign", "maplet.impl.."))
                .or(vocabulary))
        .check(CLASSES);
  }

  @Test
  void simulatedMemoryKnowsTheJdkOnly() {
    packageMayUse("maplet.impl.memory", plus(JDK, "java.lang.foreign", "maplet.impl.memory"));
  }

  @Test
  void sequencesKnowTheModelOnly() {
    packageMayUse(
        "maplet.harness.sequence", plus(JDK, LANG3, "maplet.model", "maplet.harness.sequence"));
  }

  @Test
  void traceFilesDoNotKnowTheChecker() {
    noClasses()
        .that()
        .resideInAnyPackage("maplet.harness.trace", "maplet.harness.imports")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("maplet.impl..", "maplet.harness.check", "maplet.harness.report")
        .check(CLASSES);
  }

  /// [Regimes] is where an architecture is added with one line, so it alone looks down.
  @Test
  void noPackagesUseEachOtherInACircle() {
    slices()
        .matching("maplet.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(type(Regimes.class), alwaysTrue())
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("maplet.harness.cli")
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.IO")
        .check(CLASSES);
  }

  @Test
  void hotPackagesUseNoStreams() {
    noClasses()
        .that()
        .resideInAnyPackage("maplet.impl.memory", "maplet.impl.table")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.stream")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        packages()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unmarked);
  }

  private static Stream<JavaPackage> packages() {
    return CLASSES.stream().map(JavaClass::getPackage).distinct();
  }

  private static boolean isVocabulary(JavaClass candidate) {
    return Arrays.stream(VOCABULARY).anyMatch(candidate::isEquivalentTo);
  }

  private static void packageMayUse(String name, String[] allowed) {
    classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(CLASSES);
  }

  private static String[] plus(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}
