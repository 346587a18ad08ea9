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

/** What a launch ends in, and what stands in its way. */
final class PlannerTest {
  @TempDir Path directory;

  private Settings settings(String role, String... assignments) {
    return TestPlan.required(directory, role).assign(assignments).read();
  }

  private LaunchPlan plan(String target, String... assignments) {
    return TestPlan.plan(target, settings(target.split(" ", -1)[0], assignments));
  }

  private static List<String> components(LaunchPlan plan) {
    return plan.starts().stream().map(ServicePlan::component).toList();
  }

  private static void assertFails(Runnable planning, ExitCode exit, String message) {
    assertThatThrownBy(planning::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(exit))
        .hasMessage(message);
  }

  @Test
  void oneComponentIsBecome() {
    LaunchPlan plan = plan("worker xrootd");
    assertThat(plan.ending()).isInstanceOf(LaunchAction.Exec.class);
    assertThat(components(plan)).containsExactly("xrootd");
    assertThat(plan.why()).isEqualTo("one component runs, so the launcher becomes it");
  }

  @Test
  void severalComponentsAreSupervisedInTheirOrder() {
    LaunchPlan plan = plan("worker");
    assertThat(plan.ending()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(components(plan)).containsExactly("database", "cmsd", "xrootd", "replica");
    assertThat(plan.why()).isEqualTo("4 components run, so the launcher stays to supervise them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "db-only"})
  void theDatabaseOfARoleInMaintenanceIsBecome(String mode) {
    LaunchPlan plan = plan("worker", "mode=" + mode);
    assertThat(plan.ending()).isInstanceOf(LaunchAction.Exec.class);
    assertThat(components(plan)).containsExactly("database");
    assertThat(plan.mode().mode()).isEqualTo(Mode.MAINTENANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker xrootd", "worker replica", "czar proxy", "replication registry"})
  void anyOtherComponentParksInMaintenance(String target) {
    LaunchPlan plan = plan(target, "mode=maintenance");
    assertThat(plan.ending())
        .isEqualTo(new LaunchAction.Park(target + " does not run in mode maintenance"));
    assertThat(plan.starts()).isEmpty();
  }

  @Test
  void aRoleWithoutDatabaseParksInMaintenance() {
    assertThat(plan("xrootd", "mode=maintenance").ending())
        .isEqualTo(new LaunchAction.Park("xrootd does not run in mode maintenance"));
  }

  @Test
  void whatParksNeedsNoSettings() {
    Settings settings =
        new TestSettings(directory).role("worker").assign("mode=maintenance").read();
    assertThat(TestPlan.plan("worker replica", settings).ending())
        .isInstanceOf(LaunchAction.Park.class);
  }

  @Test
  void aSingleComponentIsSupervisedOnRequest() {
    LaunchPlan plan = plan("worker xrootd", "launch=supervise");
    assertThat(plan.ending()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(plan.why()).isEqualTo("launch=supervise (from -e)");
  }

  @Test
  void aSingleComponentIsSupervisedIfSomeoneWantsToSteerIt() {
    LaunchPlan plan = plan("worker xrootd", "control.port=8080");
    assertThat(plan.ending()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(plan.why()).isEqualTo("control.port is set, so the launcher stays to be steered");
  }

  @Test
  void severalComponentsCannotBeBecome() {
    assertFails(
        () -> plan("worker", "launch=exec"),
        ExitCode.CONFIGURATION,
        "error: launch=exec (from -e): 'worker' has several components to run"
            + "\nfix: name one component, or use launch=supervise");
  }

  @Test
  void installMakesDatabaseAndSchemaAndEnds() {
    LaunchPlan plan = plan("worker database", "mode=install", "schema.scripts=/scripts");
    assertThat(plan.ending())
        .isEqualTo(new LaunchAction.Exit(plan.starts(), "worker database is installed"));
    assertThat(plan.why()).isEqualTo("mode install (the setting mode)");
    assertThat(plan.starts().getFirst().steps().stream().map(Step::toString))
        .containsSubsequence(
            "prepare a database unless there is one in /qserv/data/mysql",
            "initialize module worker in /qserv/data/mysql, and make its schema with the scripts"
                + " in /scripts/worker");
  }

  @Test
  void aRoleIsInstalledAsItsDatabase() {
    LaunchPlan plan = plan("worker", "mode=install", "schema.scripts=/scripts");
    assertThat(plan.ending())
        .isEqualTo(new LaunchAction.Exit(plan.starts(), "worker is installed"));
    assertThat(components(plan)).containsExactly("database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker xrootd", "czar proxy", "replication registry", "xrootd"})
  void thereIsNothingToInstallForWhatHasNoDatabase(String target) {
    assertThat(plan(target, "mode=install").ending())
        .isEqualTo(new LaunchAction.Exit(List.of(), "there is nothing to install for " + target));
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
  void theModeFileIsStrongerThanTheSetting() {
    TestSettings settings = TestPlan.required(directory, "worker").assign("mode=full");
    Path file = settings.write("mode", "maintenance\n");
    LaunchPlan plan = TestPlan.plan("worker", settings.assign("mode-file=" + file).valid());
    assertThat(components(plan)).containsExactly("database");
    assertThat(plan.mode().source()).isEqualTo("the file " + file);
  }

  @ParameterizedTest
  @CsvSource({"wroker, worker", "replicaton, replication", "xrotd, xrootd"})
  void anUnknownRoleIsWrongUseWithASuggestion(String role, String meant) {
    Settings settings = settings("worker");
    assertFails(
        () -> TestPlan.plan(role, settings),
        ExitCode.USAGE,
        "error: '"
            + role
            + "' is not a role: czar, replication, worker, xrootd"
            + "\nfix: did you mean "
            + meant
            + "?");
  }

  @Test
  void aRoleLikeNoOtherHasNoSuggestion() {
    assertFails(
        () -> plan("abracadabra"),
        ExitCode.USAGE,
        "error: 'abracadabra' is not a role: czar, replication, worker, xrootd"
            + "\nfix: use one of these");
  }

  @Test
  void anUnknownComponentIsWrongUseWithASuggestion() {
    assertFails(
        () -> plan("worker databse"),
        ExitCode.USAGE,
        "error: 'databse' is not a component of worker: cmsd, database, replica, xrootd"
            + "\nfix: did you mean database?");
  }

  @Test
  void anUnknownComponentInASettingIsWrongUse() {
    assertFails(
        () -> plan("worker", "components.replcia.args.debug=true"),
        ExitCode.USAGE,
        "error: 'replcia' is not a component: cmsd, database, replica, xrootd"
            + "\nfix: did you mean replica?");
  }

  @Test
  void componentsOfOtherRolesMayBeInSharedSettings() {
    assertThat(plan("worker xrootd", "components.proxy.args.x=1").starts()).hasSize(1);
  }

  @Test
  void severalMistakesAreReportedTogether() {
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
                        "registry.hots (from -e): not a setting",
                        "admin-auth-key is required by worker replica",
                        "registry.host is required by worker replica",
                        "replication.url is required by worker replica",
                        "database.admin-url is required by worker replica"))
        .hasMessageStartingWith("error: 6 problems in the settings of 'worker replica'\n");
  }

  @Test
  void wrongUseAndWrongSettingsAreReportedTogether() {
    assertThatThrownBy(() -> plan("worker databse", "mode=half"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            """
            error: 2 problems in the settings of 'worker databse'
              mode (from -e): 'half' is not one of full, maintenance, db-only, install
                fix: write one of full, maintenance, db-only, install
              'databse' is not a component of worker: cmsd, database, replica, xrootd
                fix: did you mean database?\
            """);
  }

  @Test
  void argumentsBehindTheDashesGoToTheServiceUntouched() {
    ServicePlan start = TestPlan.start("worker xrootd", settings("worker"), "--x", "{{ y }}", "");
    assertThat(TestPlan.words(start)).endsWith("--x", "{{ y }}", "");
  }

  @Test
  void argumentsBehindTheDashesAreWrongUseWithSeveralComponents() {
    Settings settings = settings("worker");
    assertFails(
        () -> TestPlan.plan("worker", settings, "--debug"),
        ExitCode.USAGE,
        "error: -- --debug: 'worker' runs 4 components"
            + "\nfix: use components.X.args.NAME=VALUE with the component's name for X");
  }

  @Test
  void aCommandForOneComponentIsAProblemWithSeveral() {
    assertFails(
        () -> plan("worker", "command=[\"sleep\"]"),
        ExitCode.CONFIGURATION,
        "error: command (from -e: 1): 'worker' runs 4 components"
            + "\nfix: use components.X.command with the component's name for X");
  }

  @Test
  void optionsOfOneComponentByItsNameReachThatOneOnly() {
    LaunchPlan plan = plan("worker", "components.replica.args.debug=true");
    List<Boolean> debug =
        plan.starts().stream().map(start -> TestPlan.words(start).contains("--debug")).toList();
    assertThat(debug).containsExactly(false, false, false, true);
  }

  @Test
  void theEnvironmentOfAllAndOfOneComponentAdd() {
    LaunchPlan plan = plan("worker", "env.A=all", "env.B=all", "components.cmsd.env.B=one");
    assertThat(plan.starts().get(0).command().environment().get("B")).hasToString("all");
    assertThat(plan.starts().get(1).command().environment().get("A")).hasToString("all");
    assertThat(plan.starts().get(1).command().environment().get("B")).hasToString("one");
  }

  @Test
  void nullTakesAVariableOutOfTheCatalogsEnvironment() {
    ServicePlan start =
        TestPlan.start("xrootd cmsd", settings("xrootd", "env={\"LD_PRELOAD\":null}"));
    assertThat(start.command().environment()).isEmpty();
  }

  @Test
  void aCommandReplacesTheComponentsOwn() {
    ServicePlan start =
        TestPlan.start(
            "worker xrootd", settings("worker", "command=[\"/bin/sh\",\"-c\",\"exit 7\"]"));
    assertThat(TestPlan.words(start)).containsExactly("/bin/sh", "-c", "exit 7");
  }

  @Test
  void aCommandOfOneComponentReplacesThatOnesOnly() {
    LaunchPlan plan = plan("xrootd", "components.cmsd.command=[\"sleep\",\"1\"]");
    assertThat(TestPlan.words(plan.starts().get(0))).containsExactly("sleep", "1");
    assertThat(TestPlan.words(plan.starts().get(1))).startsWith("xrootd", "-c");
  }

  @Test
  void anEmptyCommandIsAProblem() {
    assertFails(
        () -> plan("worker xrootd", "command=[]"),
        ExitCode.CONFIGURATION,
        "error: command (from -e: 1): is empty\nfix: write command=[\"program\",\"argument\"]");
  }

  @Test
  void theGraceCanBeSet() {
    ServicePlan start = TestPlan.start("worker database", settings("worker", "stop.grace=7s"));
    assertThat(start.stop().grace()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void variablesThatWereSettingsAreKeptFromTheService() {
    Settings settings =
        TestPlan.required(directory, "worker").variable("QSERV_REGISTRY__PORT", "1").valid();
    assertThat(TestPlan.start("worker replica", settings).command().withheld())
        .containsExactly("QSERV_REGISTRY__PORT");
  }

  @Test
  void anEmptyDataDirectoryIsPreparedByDefault() {
    assertThat(preparation("worker"))
        .hasToString("prepare a database unless there is one in /qserv/data/mysql");
  }

  @Test
  void anEmptyDataDirectoryIsRefusedOnRequest() {
    assertThat(preparation("worker", "database.on-empty=refuse"))
        .hasToString("require a database in /qserv/data/mysql");
  }

  private Step preparation(String role, String... assignments) {
    return TestPlan.start(role + " database", settings(role, assignments)).steps().stream()
        .filter(Step.PrepareDatabase.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void directoriesComeBeforeFilesAndFilesBeforeWaits() {
    List<Step> steps = TestPlan.start("czar http", settings("czar")).steps();
    assertThat(steps.stream().map(step -> step.getClass().getSimpleName()).distinct())
        .containsExactly("MakeDirectory", "RenderTemplate", "MakeCertificate", "Await");
  }

  @Test
  void aTemplateCanBeReplacedByOneAnywhere() {
    List<Step> steps =
        TestPlan.start("czar proxy", settings("czar", "files.proxy.template=/site/x.cnf")).steps();
    assertThat(steps.stream().map(Step::toString))
        .contains("render /site/x.cnf to /config-etc/my-proxy.cnf (rw-------)");
  }

  @Test
  void optionsForOneComponentAreAProblemWithSeveral() {
    Settings settings = TestPlan.required(directory, "worker").assign("args.debug=true").read();
    assertThatThrownBy(() -> TestPlan.plan("worker", settings))
        .hasMessage(
            "error: args (from -e): 'worker' runs 4 components"
                + "\nfix: use components.X.args with the component's name for X");
  }

  @Test
  void anEmptyOptionIsAWarningBecauseTheProgramsIgnoreIt() {
    Settings settings = TestPlan.required(directory, "worker").assign("args.health-x=").valid();
    TestPlan.plan("worker replica", settings);
    assertThat(TestSettings.warnings(settings)).anyMatch(line -> line.contains("health-x"));
  }
}
