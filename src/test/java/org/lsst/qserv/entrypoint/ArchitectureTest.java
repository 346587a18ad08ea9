// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Tests which packages may use each other, and which classes may use restricted functions of the
 * JDK, such as exiting or reading the environment.
 */
final class ArchitectureTest {
  private static final String ROOT = "org.lsst.qserv.entrypoint";

  /** The name of the root package in the table. */
  private static final String MAIN = "";

  /** Every package may use these, except for those in {@link #INDEPENDENT}. */
  private static final Set<String> SHARED =
      Set.of("host", "failure", "io", "settings.secret", "settings.type");

  /** These use no other package, except for those in the table. */
  private static final Set<String> INDEPENDENT =
      Set.of("host", "failure", "io", "settings.secret", "settings.type");

  private static final Set<String> FEATURES =
      Set.of(
          "mode",
          "template",
          "mariadb.connection",
          "mariadb.account",
          "mariadb.datadir",
          "mariadb.upgrade",
          "readiness",
          "schema.migrate",
          "schema.journal",
          "schema.script",
          "process",
          "supervise",
          "health",
          "health.control",
          "health.metrics",
          "http");

  private static final Set<String> USED_AS_DATA_BY_PLANS =
      Set.of(
          "process",
          "supervise",
          "readiness",
          "template",
          "mode",
          "mariadb.connection",
          "mariadb.account",
          "mariadb.datadir",
          "mariadb.upgrade",
          "health",
          "health.control",
          "http");

  /** The packages that a command may use. */
  private static final Set<String> ALLOWED_TO_COMMANDS =
      union(
          FEATURES,
          Set.of(
              "cli.option",
              "explain",
              "launch",
              "plan",
              "legacy",
              "catalog",
              "settings",
              "settings.source",
              "fleet",
              "cluster.collect",
              "cluster.description",
              "cluster.report",
              "cluster.serve",
              "cluster.verdict",
              "compatibility"));

  private static final Set<String> COMMANDS =
      Set.of(
          "cli.build",
          "cli.cluster",
          "cli.compatibility",
          "cli.completion",
          "cli.config",
          "cli.database",
          "cli.init",
          "cli.launch",
          "cli.legacy",
          "cli.man",
          "cli.mode",
          "cli.probe",
          "cli.retry",
          "cli.schema",
          "cli.status",
          "cli.template");

  /**
   * The packages that each package may use in addition to {@link #SHARED}. Every package must have
   * an entry.
   */
  private static final Map<String, Set<String>> MAY_USE = table();

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    table.put(MAIN, Set.of("cli", "log", "settings.source"));
    table.put(
        "cli",
        union(
            COMMANDS,
            Set.of("cli.option", "legacy", "settings", "settings.reference", "settings.source")));
    COMMANDS.forEach(command -> table.put(command, ALLOWED_TO_COMMANDS));
    table.put("cli.config", union(ALLOWED_TO_COMMANDS, Set.of("settings.reference")));
    table.put(
        "cli.option", Set.of("catalog", "compatibility", "plan", "settings", "settings.source"));
    table.put(
        "explain",
        Set.of(
            "settings",
            "settings.source",
            "catalog",
            "plan",
            "template",
            "mode",
            "mariadb.connection",
            "mariadb.account",
            "mariadb.datadir",
            "mariadb.upgrade",
            "schema.migrate",
            "schema.script",
            "process",
            "supervise"));
    table.put(
        "compatibility",
        Set.of(
            "settings",
            "settings.source",
            "catalog",
            "plan",
            "schema.script",
            "mariadb.datadir",
            "process",
            "cluster.description",
            "cluster.report",
            "cluster.verdict"));
    table.put("launch", union(FEATURES, Set.of("settings", "catalog", "plan", "fleet")));
    table.put(
        "plan", union(USED_AS_DATA_BY_PLANS, Set.of("settings", "settings.source", "catalog")));
    table.put("legacy", Set.of("settings", "settings.source", "template"));
    table.put("catalog", Set.of("settings", "settings.source"));
    table.put("settings", Set.of("settings.source"));
    table.put("settings.source", Set.of());
    table.put("settings.type", Set.of("failure", "host", "settings.secret"));
    table.put("settings.secret", Set.of("host"));
    table.put("settings.reference", Set.of("settings.source"));
    table.put("mode", Set.of());
    table.put("template", Set.of("process", "settings", "settings.source"));
    table.put("mariadb.connection", Set.of());
    table.put("mariadb.account", Set.of("mariadb.connection"));
    table.put("mariadb.datadir", Set.of("mariadb.connection", "process"));
    table.put("mariadb.upgrade", Set.of("mariadb.connection", "mariadb.datadir", "process"));
    table.put("readiness", Set.of("mariadb.connection"));
    table.put("schema.script", Set.of("template"));
    table.put(
        "schema.migrate",
        Set.of(
            "mariadb.connection",
            "mariadb.account",
            "readiness",
            "template",
            "schema.journal",
            "schema.script"));
    table.put("schema.journal", Set.of("mariadb.connection", "schema.script"));
    table.put("fleet", Set.of());
    table.put("process", Set.of());
    table.put("supervise", Set.of("process"));
    table.put("health", Set.of("readiness", "mode", "supervise", "mariadb.datadir"));
    table.put("health.control", Set.of("health", "http", "mode", "readiness"));
    table.put("http", Set.of());
    table.put("health.metrics", Set.of("health", "mode", "supervise"));
    table.put(
        "cluster.description",
        Set.of(
            "catalog",
            "fleet",
            "mode",
            "readiness",
            "schema.script",
            "settings",
            "settings.source"));
    table.put(
        "cluster.collect",
        Set.of(
            "cluster.description",
            "cluster.report",
            "mariadb.connection",
            "readiness",
            "schema.migrate",
            "schema.script"));
    table.put(
        "cluster.verdict",
        Set.of(
            "cluster.collect",
            "cluster.description",
            "cluster.report",
            "mode",
            "schema.migrate",
            "schema.script"));
    table.put("cluster.report", Set.of());
    table.put("cluster.snapshot", Set.of("cluster.report"));
    table.put("cluster.page", Set.of("cluster.report", "cluster.snapshot"));
    table.put("cluster.metrics", Set.of("cluster.report", "cluster.snapshot"));
    table.put(
        "cluster.serve",
        Set.of(
            "cluster.metrics",
            "cluster.page",
            "cluster.report",
            "cluster.snapshot",
            "http",
            "settings"));
    table.put("host", Set.of());
    table.put("failure", Set.of());
    table.put("io", Set.of("failure", "host"));
    table.put("log", Set.of());
    return table;
  }

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageIsInTheTable() {
    assertThat(packages()).isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    classes().should(useOnlyWhatTheTableAllows()).check(PROGRAM);
  }

  @Test
  void plansUseFeaturesOnlyAsData() {
    classes()
        .that(resideInAPackage(ROOT + ".plan"))
        .should(useOnlyDataOf(USED_AS_DATA_BY_PLANS))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void noPackageIsACollectionOfUtilities() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")
        .check(PROGRAM);
  }

  @Test
  void everyPackageIsNullMarkedInItsPackageInfo() {
    assertThat(packages())
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(Class.forName(fullName(name) + ".package-info"))
                .hasAnnotation(NullMarked.class));
  }

  @Test
  void onlyMainExitsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Main")
        .should()
        .accessTargetWhere(calls("System.exit", "Runtime.exit", "Runtime.halt"))
        .because("an exit in other classes cannot be tested and skips their cleanup")
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void onlyHostAndMainReadTheEnvironmentAndTheClockOrSleep() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".host")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".Main")
        .should()
        .accessTargetWhere(
            calls("System.getenv", "System.currentTimeMillis", "Thread.sleep", "TimeUnit.sleep")
                .or(readsTheClock()))
        .because("tests must be able to replace them, and tests of deadlines must not wait")
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void onlyProcessStartsProcessesAndCallsTheKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".process")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.foreign..", "sun..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .accessTargetWhere(calls("Runtime.exec", "System.load", "System.loadLibrary"))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void onlyProcessHasNativeMethods() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + ".process")
        .should()
        .haveModifier(JavaModifier.NATIVE)
        .check(PROGRAM);
  }

  @Test
  void nothingLogsPastSlf4j() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(PROGRAM);
  }

  private static ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
    return new ArchCondition<>("use only the packages that the table allows") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        Set<String> allowed = allowedTo(shortName(user));
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass().getBaseComponentType();
          if (isPartOfTheProgram(used) && !allowed.contains(shortName(used))) {
            events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> useOnlyDataOf(Set<String> features) {
    return new ArchCondition<>("use only records, enums and sealed interfaces of " + features) {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass().getBaseComponentType();
          if (isPartOfTheProgram(used) && features.contains(shortName(used)) && !isData(used)) {
            events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static Set<String> allowedTo(String user) {
    Set<String> others =
        union(INDEPENDENT.contains(user) ? Set.of() : SHARED, MAY_USE.getOrDefault(user, Set.of()));
    return union(Set.of(user), others);
  }

  private static boolean isData(JavaClass type) {
    boolean sealedInterface = type.isInterface() && type.reflect().isSealed();
    return type.isRecord() || type.isEnum() || sealedInterface;
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String... methods) {
    Set<String> named = Set.of(methods);
    return DescribedPredicate.describe(
        "the target is one of " + new TreeSet<>(named),
        access -> named.contains(access.getTargetOwner().getSimpleName() + "." + access.getName()));
  }

  /** Matches {@code Clock.system…} and every {@code now} of java.time without a clock. */
  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return DescribedPredicate.describe(
        "the target reads the machine's clock",
        access -> {
          String method = access.getTarget().getFullName();
          boolean clock =
              method.startsWith("java.time.Clock.system")
                  || method.startsWith("java.time.Clock.tick");
          boolean now = method.startsWith("java.time.") && access.getName().equals("now");
          return clock || (now && !method.contains("java.time.Clock"));
        });
  }

  private static Set<String> packages() {
    return PROGRAM.stream()
        .map(ArchitectureTest::shortName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isPartOfTheProgram(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  private static String shortName(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? MAIN : name.substring(ROOT.length() + 1);
  }

  private static String fullName(String shortName) {
    return shortName.equals(MAIN) ? ROOT : ROOT + "." + shortName;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
