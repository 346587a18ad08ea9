// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests the action of a launch and the problems that prevent it. */
final class PlannerTest {
  @TempDir Path directory;

  private Settings settings(String role, String... assignments) {
    return TestPlan.required(directory, role).assign(assignments).read();
  }

  private LaunchPlan plan(String target, String... assignments) {
    return TestPlan.plan(target, settings(target.split(" ", -1)[0], assignments));
  }

  private static List<String> components(LaunchPlan plan) {
    return plan.services().stream().map(ServicePlan::component).toList();
  }

  private static void assertFails(Runnable planning, ExitCode exit, String message) {
    assertThatThrownBy(planning::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(exit))
        .hasMessage(message);
  }

  @Test
  void aSingleComponentIsExecuted() {
    LaunchPlan plan = plan("worker xrootd");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Exec.class);
    assertThat(components(plan)).containsExactly("xrootd");
    assertThat(plan.why()).isEqualTo("one component runs, so its service is exec'd");
  }

  @Test
  void severalComponentsAreSupervisedInOrder() {
    LaunchPlan plan = plan("worker");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(components(plan)).containsExactly("database", "cmsd", "xrootd", "replica");
    assertThat(plan.why())
        .isEqualTo("4 components run, so the launcher keeps running to supervise them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "db-only"})
  void aRoleRunsItsDatabaseAndParksTheOthersInMaintenance(String mode) {
    LaunchPlan plan = plan("worker", "mode=" + mode);
    assertThat(plan.action())
        .isEqualTo(
            new LaunchAction.Supervise(plan.services(), List.of("cmsd", "xrootd", "replica")));
    assertThat(components(plan)).containsExactly("database");
    assertThat(plan.mode().mode()).isEqualTo(Mode.MAINTENANCE);
    assertThat(plan.why())
        .isEqualTo(
            "no component was named, so the launcher keeps running to react to mode changes");
  }

  @Test
  void aRoleParksNoComponentInModeFull() {
    LaunchPlan plan = plan("worker");
    assertThat(plan.action()).isEqualTo(new LaunchAction.Supervise(plan.services(), List.of()));
  }

  @Test
  void theOnlyRunningComponentOfARoleIsExecutedOnRequest() {
    LaunchPlan plan = plan("worker", "mode=maintenance", "launch=exec");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Exec.class);
    assertThat(components(plan)).containsExactly("database");
  }

  @Test
  void aDatabaseLaunchedAsTheOnlyComponentIsExecutedInMaintenance() {
    assertThat(plan("worker database", "mode=maintenance").action())
        .isInstanceOf(LaunchAction.Exec.class);
  }

  private static List<String> postStart(LaunchPlan plan) {
    return plan.services().getFirst().supervision().postStart().stream()
        .map(Step::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"worker", "worker database", "czar", "czar database", "replication database"})
  void aDatabaseIsUpgradedAfterItsStartInMaintenanceOnRequest(String target) {
    LaunchPlan plan = plan(target, "mode=maintenance", "database.auto-upgrade=maintenance");
    assertThat(postStart(plan))
        .containsExactly(
            "upgrade the database in /qserv/data/mysql with mariadb-upgrade, if it belongs to an"
                + " earlier series");
    assertThat(plan.services().getFirst().steps().stream().map(Step::toString))
        .contains(
            "check that mariadbd is compatible with /qserv/data/mysql (an older data directory is accepted)");
  }

  @ParameterizedTest
  @CsvSource({
    "full, maintenance",
    "install, maintenance",
    "maintenance, never",
    "full, never",
  })
  void aDatabaseIsOtherwiseNotUpgradedAutomatically(String mode, String autoUpgrade) {
    assertThat(
            postStart(
                plan(
                    "worker database",
                    "mode=" + mode,
                    "schema.scripts=/scripts",
                    "database.auto-upgrade=" + autoUpgrade)))
        .isEmpty();
  }

  @Test
  void onlyTheServerOfTheCatalogIsUpgraded() {
    assertThat(
            postStart(
                plan(
                    "worker database",
                    "mode=maintenance",
                    "database.auto-upgrade=maintenance",
                    "command=[\"sleep\",\"1\"]")))
        .isEmpty();
  }

  @Test
  void aDatabaseLaunchedAsTheOnlyComponentIsExecutedUnlessItsUpgradeIsPending() {
    LaunchPlan plan =
        plan("worker database", "mode=maintenance", "database.auto-upgrade=maintenance");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Exec.class);
    assertThat(plan.why())
        .isEqualTo(
            "one component runs, so its service is exec'd, or supervised if a step after its"
                + " start is pending");
    assertThat(PlanFormatter.of(plan))
        .contains("\nthen     upgrade the database in /qserv/data/mysql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker xrootd", "worker replica", "czar proxy", "replication registry"})
  void anyOtherComponentIsParkedInMaintenance(String target) {
    LaunchPlan plan = plan(target, "mode=maintenance");
    assertThat(plan.action())
        .isEqualTo(new LaunchAction.Park(target + " does not run in mode maintenance"));
    assertThat(plan.services()).isEmpty();
  }

  @Test
  void aRoleWithoutDatabaseIsSupervisedInMaintenanceWithoutARunningComponent() {
    LaunchPlan plan = plan("xrootd", "mode=maintenance");
    assertThat(plan.action())
        .isEqualTo(new LaunchAction.Supervise(List.of(), List.of("cmsd", "xrootd")));
    assertThat(plan.why())
        .isEqualTo(
            "no component was named, so the launcher keeps running to react to mode changes");
  }

  @Test
  void aSupervisedComponentThatDoesNotRunInTheModeIsParkedByItsSupervisor() {
    assertThat(plan("worker xrootd", "mode=maintenance", "launch=supervise").action())
        .isEqualTo(new LaunchAction.Supervise(List.of(), List.of("xrootd")));
  }

  @Test
  void aParkedComponentRequiresNoSettings() {
    Settings settings =
        new TestSettings(directory).role("worker").assign("mode=maintenance").read();
    assertThat(TestPlan.plan("worker replica", settings).action())
        .isInstanceOf(LaunchAction.Park.class);
  }

  @Test
  void aSingleComponentIsSupervisedOnRequest() {
    LaunchPlan plan = plan("worker xrootd", "launch=supervise");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(plan.why()).isEqualTo("launch=supervise (from -e)");
  }

  @Test
  void aSingleComponentIsSupervisedIfThereIsAControlPort() {
    LaunchPlan plan = plan("worker xrootd", "control.port=8080");
    assertThat(plan.action()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(plan.why())
        .isEqualTo("control.port is set, so the launcher keeps running to serve it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "launch=exec | launch (from -e): nothing would serve control.port after the exec",
        "control.key=/key | control.key (from -e): a certificate needs its key",
        "control.certificate=/pem | control.certificate (from -e): a certificate needs its key",
        "control.token= | control.token (from -e): the token is empty",
        "xrootd.port=8080 | control.port (from -e): xrootd listens on port 8080, too",
      })
  void aControlPortThatCannotBeServedIsAProblem(String setting, String problem) {
    assertThatThrownBy(() -> plan("worker xrootd", "control.port=8080", setting))
        .hasMessageContaining(problem);
  }

  @Test
  void severalComponentsCannotBeExecuted() {
    assertFails(
        () -> plan("worker", "launch=exec"),
        ExitCode.CONFIGURATION,
        "error: launch=exec (from -e) applies to a single component, but 'worker' runs 4"
            + "\nfix: name one component, or use launch=supervise");
  }

  @Test
  void installInitializesDatabaseAndSchemaAndExits() {
    LaunchPlan plan = plan("worker database", "mode=install", "schema.scripts=/scripts");
    assertThat(plan.action())
        .isEqualTo(new LaunchAction.Exit(plan.services(), "worker database is installed"));
    assertThat(plan.why()).isEqualTo("mode install (the 'mode' setting)");
    assertThat(plan.services().getFirst().steps().stream().map(Step::toString))
        .containsSubsequence(
            "prepare the data directory /qserv/data/mysql if it has no database",
            "initialize module worker in /qserv/data/mysql and create its schema with the scripts"
                + " in /scripts/worker");
  }

  @Test
  void installingARoleInstallsItsDatabase() {
    LaunchPlan plan = plan("worker", "mode=install", "schema.scripts=/scripts");
    assertThat(plan.action())
        .isEqualTo(new LaunchAction.Exit(plan.services(), "worker is installed"));
    assertThat(components(plan)).containsExactly("database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker xrootd", "czar proxy", "replication registry", "xrootd"})
  void aTargetWithoutDatabaseHasNothingToInstall(String target) {
    assertThat(plan(target, "mode=install").action())
        .isEqualTo(new LaunchAction.Exit(List.of(), target + " has nothing to install"));
  }

  @Test
  void installNeedsScripts() {
    assertFails(
        () -> plan("worker database", "mode=install"),
        ExitCode.CONFIGURATION,
        "error: schema.scripts is required by module worker"
            + "\nfix: set it: -e schema.scripts=…");
  }

  @Test
  void theModeFileOverridesTheSetting() {
    TestSettings settings = TestPlan.required(directory, "worker").assign("mode=full");
    Path file = settings.write("mode", "maintenance\n");
    LaunchPlan plan = TestPlan.plan("worker", settings.assign("mode-file=" + file).valid());
    assertThat(components(plan)).containsExactly("database");
    assertThat(plan.mode().describeOrigin()).isEqualTo("the file " + file);
  }

  @ParameterizedTest
  @CsvSource({"wroker, worker", "replicaton, replication", "xrotd, xrootd"})
  void anUnknownRoleIsAUsageErrorWithASuggestion(String role, String meant) {
    Settings settings = settings("worker");
    assertFails(
        () -> TestPlan.plan(role, settings),
        ExitCode.USAGE,
        "error: unknown role '"
            + role
            + "' (expected one of czar, monitor, replication, worker, xrootd)"
            + "\nfix: did you mean "
            + meant
            + "?");
  }

  @Test
  void anUnknownRoleWithoutASimilarNameHasNoSuggestion() {
    assertFails(
        () -> plan("abracadabra"),
        ExitCode.USAGE,
        "error: unknown role 'abracadabra' (expected one of czar, monitor, replication, worker, xrootd)"
            + "\nfix: use one of the listed names");
  }

  @Test
  void anUnknownComponentIsAUsageErrorWithASuggestion() {
    assertFails(
        () -> plan("worker databse"),
        ExitCode.USAGE,
        "error: unknown component 'databse' of worker (expected one of cmsd, database, replica,"
            + " xrootd)"
            + "\nfix: did you mean database?");
  }

  @Test
  void anUnknownComponentInASettingIsAUsageError() {
    assertFails(
        () -> plan("worker", "components.replcia.args.debug=true"),
        ExitCode.USAGE,
        "error: unknown component 'replcia' (expected one of cmsd, database, replica, xrootd)"
            + "\nfix: did you mean replica?");
  }

  @Test
  void settingsMayContainComponentsOfOtherRoles() {
    assertThat(plan("worker xrootd", "components.proxy.args.x=1").services()).hasSize(1);
  }

  @Test
  void severalProblemsAreReportedTogether() {
    Settings settings =
        new TestSettings(directory)
            .role("worker")
            .assign("xrootd.plugin=qserver", "registry.hots=r", "instance-id=i", "auth-key=k")
            .read();
    assertThatThrownBy(() -> TestPlan.plan("worker replica", settings))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                assertThat(failure.problems().stream().map(problem -> problem.what()))
                    .containsExactlyInAnyOrder(
                        "xrootd.plugin (from -e): 'qserver' is not one of qserv, none",
                        "registry.hots (from -e): unknown setting",
                        "admin-auth-key is required by worker replica",
                        "registry.host is required by worker replica",
                        "replication.url is required by worker replica",
                        "database.admin-url is required by worker replica"))
        .hasMessageStartingWith("error: 6 problems in the settings of 'worker replica'\n");
  }

  @Test
  void usageErrorsAndInvalidSettingsAreReportedTogether() {
    assertThatThrownBy(() -> plan("worker databse", "mode=half"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            """
            error: 2 problems in the settings of 'worker databse'
              mode (from -e): 'half' is not one of full, maintenance, db-only, install
                fix: use one of full, maintenance, db-only, install
              unknown component 'databse' of worker (expected one of cmsd, database, replica, \
            xrootd)
                fix: did you mean database?\
            """);
  }

  @Test
  void argumentsAfterTheDashesArePassedToTheServiceUnchanged() {
    ServicePlan service =
        TestPlan.service("worker xrootd", settings("worker"), "--x", "{{ y }}", "");
    assertThat(TestPlan.commandLine(service)).endsWith("--x", "{{ y }}", "");
  }

  @Test
  void argumentsAfterTheDashesAreAUsageErrorWithSeveralComponents() {
    Settings settings = settings("worker");
    assertFails(
        () -> TestPlan.plan("worker", settings, "--debug"),
        ExitCode.USAGE,
        "error: arguments after -- apply to a single component, but 'worker' runs 4"
            + "\nfix: use components.COMPONENT.args.NAME=VALUE");
  }

  @Test
  void aCommandForOneComponentIsAProblemWithSeveral() {
    assertFails(
        () -> plan("worker", "command=[\"sleep\"]"),
        ExitCode.CONFIGURATION,
        "error: command (from -e: 1) applies to a single component, but 'worker' runs 4"
            + "\nfix: use components.COMPONENT.command");
  }

  @Test
  void optionsOfOneComponentApplyOnlyToThatComponent() {
    LaunchPlan plan = plan("worker", "components.replica.args.debug=true");
    List<Boolean> debug =
        plan.services().stream()
            .map(service -> TestPlan.commandLine(service).contains("--debug"))
            .toList();
    assertThat(debug).containsExactly(false, false, false, true);
  }

  @Test
  void theEnvironmentsOfAllAndOfOneComponentAreMerged() {
    LaunchPlan plan = plan("worker", "env.A=all", "env.B=all", "components.cmsd.env.B=one");
    assertThat(plan.services().get(0).command().environment().get("B")).hasToString("all");
    assertThat(plan.services().get(1).command().environment().get("A")).hasToString("all");
    assertThat(plan.services().get(1).command().environment().get("B")).hasToString("one");
  }

  @Test
  void nullRemovesAVariableFromTheCatalogsEnvironment() {
    ServicePlan service =
        TestPlan.service("xrootd cmsd", settings("xrootd", "env={\"LD_PRELOAD\":null}"));
    assertThat(service.command().environment()).isEmpty();
  }

  @Test
  void aCommandReplacesTheComponentsOwn() {
    ServicePlan service =
        TestPlan.service(
            "worker xrootd", settings("worker", "command=[\"/bin/sh\",\"-c\",\"exit 7\"]"));
    assertThat(TestPlan.commandLine(service)).containsExactly("/bin/sh", "-c", "exit 7");
  }

  @Test
  void aCommandOfOneComponentReplacesOnlyThatCommand() {
    LaunchPlan plan = plan("xrootd", "components.cmsd.command=[\"sleep\",\"1\"]");
    assertThat(TestPlan.commandLine(plan.services().get(0))).containsExactly("sleep", "1");
    assertThat(TestPlan.commandLine(plan.services().get(1))).startsWith("xrootd", "-c");
  }

  @Test
  void anEmptyCommandIsAProblem() {
    assertFails(
        () -> plan("worker xrootd", "command=[]"),
        ExitCode.CONFIGURATION,
        "error: command (from -e: 1): is empty\nfix: use command=[\"program\",\"argument\"]");
  }

  @Test
  void theGracePeriodCanBeSet() {
    ServicePlan service = TestPlan.service("worker database", settings("worker", "stop.grace=7s"));
    assertThat(service.supervision().stop().grace()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void variablesThatGiveSettingsAreNotPassedToTheService() {
    Settings settings =
        TestPlan.required(directory, "worker").variable("QSERV_REGISTRY__PORT", "1").valid();
    assertThat(TestPlan.service("worker replica", settings).command().withheld())
        .containsExactlyInAnyOrder("QSERV_REGISTRY__PORT", "QSERV_RELEASE_LINE");
  }

  @Test
  void anEmptyDataDirectoryIsInitializedByDefault() {
    assertThat(preparation("worker"))
        .hasToString("prepare the data directory /qserv/data/mysql if it has no database");
  }

  @Test
  void anEmptyDataDirectoryIsRejectedOnRequest() {
    assertThat(preparation("worker", "database.on-empty=refuse"))
        .hasToString("require a database in /qserv/data/mysql");
  }

  private Step preparation(String role, String... assignments) {
    return TestPlan.service(role + " database", settings(role, assignments)).steps().stream()
        .filter(Step.PrepareDatabase.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void directoriesPrecedeFilesAndFilesPrecedeWaits() {
    List<Step> steps = TestPlan.service("czar http", settings("czar")).steps();
    assertThat(steps.stream().map(step -> step.getClass().getSimpleName()).distinct())
        .containsExactly("MakeDirectory", "RenderTemplate", "MakeCertificate", "Await");
  }

  @Test
  void aTemplateCanBeReplacedByAFileInAnotherDirectory() {
    List<Step> steps =
        TestPlan.service("czar proxy", settings("czar", "files.proxy.template=/site/x.cnf"))
            .steps();
    assertThat(steps.stream().map(Step::toString))
        .contains("render /site/x.cnf to /config-etc/my-proxy.cnf (rw-------)");
  }

  @Test
  void optionsForOneComponentAreAProblemWithSeveral() {
    Settings settings = TestPlan.required(directory, "worker").assign("args.debug=true").read();
    assertThatThrownBy(() -> TestPlan.plan("worker", settings))
        .hasMessage(
            "error: args (from -e) applies to a single component, but 'worker' runs 4"
                + "\nfix: use components.COMPONENT.args");
  }

  @Test
  void anEmptyOptionCausesAWarningBecauseProgramsIgnoreIt() {
    Settings settings = TestPlan.required(directory, "worker").assign("args.health-x=").valid();
    TestPlan.plan("worker replica", settings);
    assertThat(TestSettings.warnings(settings)).anyMatch(line -> line.contains("health-x"));
  }
}
