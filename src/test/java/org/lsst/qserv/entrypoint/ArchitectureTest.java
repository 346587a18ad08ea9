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
 * Holds the table of packages: who may use whom, and which few doors lead out of the program. A
 * rule about a package that does not exist yet says nothing; it bites with the package's first
 * class.
 */
final class ArchitectureTest {
  private static final String ROOT = "org.lsst.qserv.entrypoint";

  /** The name of the root package in the table. */
  private static final String MAIN = "";

  /** Every package may use these, except for those of {@link #ALONE}. */
  private static final Set<String> FOR_ALL =
      Set.of("host", "failure", "io", "settings.secret", "settings.type");

  /** These use no other package, except for those that they name in the table. */
  private static final Set<String> ALONE =
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
          "health");

  private static final Set<String> PLAN_KNOWS_AS_DATA =
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
          "health");

  /** What a command may use besides the options that commands share. */
  private static final Set<String> FOR_COMMANDS =
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
              "fleet"));

  private static final Set<String> COMMANDS =
      Set.of(
          "cli.build",
          "cli.completion",
          "cli.config",
          "cli.database",
          "cli.init",
          "cli.launch",
          "cli.legacy",
          "cli.man",
          "cli.probe",
          "cli.schema",
          "cli.template");

  /**
   * Package to the packages that it may use besides {@link #FOR_ALL}. A package that is not here
   * may not exist.
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
    COMMANDS.forEach(command -> table.put(command, FOR_COMMANDS));
    table.put("cli.config", union(FOR_COMMANDS, Set.of("settings.reference")));
    table.put("cli.option", Set.of("catalog", "plan", "settings", "settings.source"));
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
    table.put("launch", union(FEATURES, Set.of("settings", "catalog", "plan", "fleet")));
    table.put("plan", union(PLAN_KNOWS_AS_DATA, Set.of("settings", "settings.source", "catalog")));
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
    table.put("health", Set.of("readiness", "mode"));
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
  void aPackageUsesOnlyWhatTheTableAllows() {
    classes().should(useOnlyWhatTheTableAllows()).check(PROGRAM);
  }

  @Test
  void aPlanKnowsTheFeaturesOnlyAsData() {
    classes()
        .that(resideInAPackage(ROOT + ".plan"))
        .should(useOnlyDataOf(PLAN_KNOWS_AS_DATA))
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
  void noPackageIsADrawerForOddments() {
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
  void onlyMainEndsTheProgram() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Main")
        .should()
        .accessTargetWhere(calls("System.exit", "Runtime.exit", "Runtime.halt"))
        .because("an exit deep inside can be neither tested nor stopped")
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
                .or(theClock()))
        .because("the world comes in as a value, and tests of deadlines must not wait")
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
          if (isOurs(used) && !allowed.contains(shortName(used))) {
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
          if (isOurs(used) && features.contains(shortName(used)) && !isData(used)) {
            events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static Set<String> allowedTo(String user) {
    Set<String> others =
        union(ALONE.contains(user) ? Set.of() : FOR_ALL, MAY_USE.getOrDefault(user, Set.of()));
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

  /** {@code Clock.system…}, and every {@code now} of java.time that takes no clock. */
  private static DescribedPredicate<JavaAccess<?>> theClock() {
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

  private static boolean isOurs(JavaClass type) {
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
