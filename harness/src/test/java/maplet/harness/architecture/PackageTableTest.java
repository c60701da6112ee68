package maplet.harness.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
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
import maplet.model.RegimeId;
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
    RegimeId.class,
    Rule.class,
    Status.class
  };

  private static final String[] JDK = {"java.lang..", "java.util..", "org.jspecify.annotations"};
  private static final String LANG3 = "org.apache.commons.lang3..";

  /// Rules over no classes hold; these floors say that the rules below have something to judge.
  /// They are somewhat under what there is.
  private static final Map<String, Integer> LEAST_CLASSES =
      Map.ofEntries(
          entry("maplet.model", 29),
          entry("maplet.model.arch", 19),
          entry("maplet.model.arch.ept", 9),
          entry("maplet.model.arch.aarch64", 21),
          entry("maplet.model.arch.riscv", 5),
          entry("maplet.impl", 6),
          entry("maplet.impl.memory", 3),
          entry("maplet.impl.table", 12),
          entry("maplet.impl.arch.ept", 2),
          entry("maplet.impl.arch.aarch64", 4),
          entry("maplet.impl.arch.riscv", 2),
          entry("maplet.harness.attest", 20),
          entry("maplet.harness.attest.bochs", 12),
          entry("maplet.harness.attest.qemu", 8),
          entry("maplet.harness.check", 26),
          entry("maplet.harness.cli", 10),
          entry("maplet.harness.conform", 12),
          entry("maplet.harness.explain", 2),
          entry("maplet.harness.explore", 15),
          entry("maplet.harness.imports", 7),
          entry("maplet.harness.museum", 18),
          entry("maplet.harness.junit", 1),
          entry("maplet.harness.jvm", 6),
          entry("maplet.harness.nativeabi", 8),
          entry("maplet.harness.process", 2),
          entry("maplet.harness.prove", 35),
          entry("maplet.harness.report", 6),
          entry("maplet.harness.sequence", 11),
          entry("maplet.harness.stdio", 13),
          entry("maplet.harness.subject", 5),
          entry("maplet.harness.text", 4),
          entry("maplet.harness.profile", 2),
          entry("maplet.harness.trace", 11),
          entry("maplet.harness.walk", 11),
          entry("maplet.harness.vectors", 35),
          entry("maplet.harness.verdict", 12));

  @Test
  void eachPackageHasClassesToJudge() {
    Map<String, Long> counts =
        CLASSES.stream()
            .filter(candidate -> !candidate.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertEquals(
        new TreeSet<>(LEAST_CLASSES.keySet()),
        new TreeSet<>(counts.keySet()),
        "a new package needs a row in this table, and in the rules");
    LEAST_CLASSES.forEach((name, least) ->
        assertTrue(counts.get(name) >= least, name + " has " + counts.get(name) + " classes"));
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
            resideInAnyPackage(plus(JDK, LANG3, "java.lang.foreign", "java.nio", "maplet.impl.."))
                .or(vocabulary))
        .check(CLASSES);
  }

  @Test
  void simulatedMemoryKnowsTheJdkOnly() {
    packageMayUse("maplet.impl.memory", plus(JDK, "java.lang.foreign", "maplet.impl.memory"));
  }

  /// Of Maplet's packages; `cli` may use all of them, and none may use `cli`.
  @ParameterizedTest
  @CsvSource({
    "attest,   maplet.model maplet.model.arch maplet.harness.sequence maplet.harness.trace",
    "attest.bochs, maplet.model maplet.model.arch maplet.model.arch.ept maplet.harness.attest",
    "attest.qemu, maplet.model maplet.model.arch maplet.model.arch.aarch64 maplet.model.arch.riscv"
        + " maplet.harness.attest",
    "sequence, maplet.model",
    "text,     maplet.harness.text",
    "trace,    maplet.model",
    "explain,  maplet.model maplet.model.arch",
    "imports,  maplet.model maplet.harness.trace",
    "walk,     maplet.model maplet.model.arch maplet.harness.explain" + " maplet.harness.trace",
    "profile,  maplet.model maplet.model.arch maplet.harness.sequence maplet.harness.subject"
        + " maplet.harness.trace",
    "nativeabi, maplet.model maplet.model.arch maplet.impl.memory maplet.harness.subject",
    "stdio,    maplet.model maplet.model.arch maplet.impl.memory maplet.harness.nativeabi"
        + " maplet.harness.process maplet.harness.sequence maplet.harness.subject",
    "process,  maplet.harness.process",
    "jvm,      maplet.model maplet.impl.memory maplet.harness.nativeabi maplet.harness.subject",
    "junit,    maplet.model.arch maplet.harness.check maplet.harness.conform maplet.harness.jvm"
        + " maplet.harness.profile maplet.harness.trace maplet.harness.verdict",
    "verdict,  maplet.harness.trace",
    "conform,  maplet.model maplet.model.arch maplet.harness.check maplet.harness.jvm"
        + " maplet.harness.nativeabi maplet.harness.process maplet.harness.profile"
        + " maplet.harness.report maplet.harness.sequence maplet.harness.stdio"
        + " maplet.harness.subject maplet.harness.trace maplet.harness.verdict",
    "museum,   maplet.model.arch maplet.impl maplet.impl.table maplet.harness.check"
        + " maplet.harness.conform maplet.harness.profile maplet.harness.report"
        + " maplet.harness.sequence maplet.harness.subject maplet.harness.verdict",
    "subject,  maplet.model maplet.impl maplet.impl.memory maplet.harness.sequence",
    "explore,  maplet.model maplet.model.arch maplet.impl.memory maplet.harness.check"
        + " maplet.harness.sequence maplet.harness.subject",
    "prove,    maplet.model maplet.model.arch maplet.impl maplet.impl.memory maplet.impl.table"
        + " maplet.harness.explain",
    "check,    maplet.model maplet.model.arch maplet.impl.memory maplet.harness.explain"
        + " maplet.harness.sequence"
        + " maplet.harness.subject maplet.harness.trace",
    "vectors,  maplet.model maplet.model.arch maplet.impl maplet.impl.memory maplet.impl.table"
        + " maplet.harness.attest maplet.harness.attest.bochs maplet.harness.attest.qemu"
        + " maplet.harness.check maplet.harness.sequence maplet.harness.subject"
        + " maplet.harness.trace",
    "report,   maplet.model maplet.model.arch maplet.harness.attest maplet.harness.check"
        + " maplet.harness.explain maplet.harness.sequence maplet.harness.subject"
        + " maplet.harness.trace"
  })
  void aPartOfTheHarnessKnowsFewOthers(String part, String allowed) {
    String own = "maplet.harness." + part;
    String text = "maplet.harness.text"; // which knows none
    DescribedPredicate<JavaClass> foreign = not(resideInAPackage("maplet.."));
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            foreign.or(resideInAnyPackage(plus(allowed.split(" "), own, text))))
        .check(CLASSES);
  }

  @Test
  void onlyWhatPeopleAndMachinesReadIsJson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "maplet.harness.attest",
            "maplet.harness.conform",
            "maplet.harness.museum",
            "maplet.harness.profile",
            "maplet.harness.stdio",
            "maplet.harness.trace",
            "maplet.harness.vectors",
            "maplet.harness.verdict")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
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
        .and()
        // It hands on what a library printed in the child's process.
        .doNotHaveFullyQualifiedName("maplet.harness.nativeabi.ErrorCapture")
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
  void hotPathsUseNoStreams() {
    noClasses()
        .that()
        .resideInAnyPackage("maplet.impl.memory", "maplet.impl.table")
        .or()
        .haveNameMatching(
            "maplet\\.impl\\.(AddressSpace|NestedPageTable|Translation|Area\\w+|OperandRules"
                + "|Run\\w+|GuestMemory|Values)")
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
