// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.kubernetes.Chart;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/**
 * Tests the exit codes and messages of the chart's schema Jobs: the arguments and settings of the
 * rendered Job of the workers, with a real server. The kubelet uses the end of the log as the
 * termination message, and the Job retries an index unless the exit code fails it.
 */
@Tag("full-suite")
final class SchemaJobIT {
  private static final String DIRECTORY = "/tmp/job";
  private static final String SERVER = "127.0.0.1:" + SchemaServer.PORT;

  private static final Manifests MANIFESTS =
      Chart.rendered(
          "schema-jobs",
          Map.of(
              "database.adminUser", "boss",
              "settings.schema.scripts", "/tmp/scripts",
              "settings.schema.wait-timeout", "2 seconds",
              "settings.schema.lock-timeout", "1 second"));

  private static final Job JOB = MANIFESTS.one(Job.class, "qserv-worker-smig-release-1-1");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SchemaServer server;

  @BeforeAll
  static void startServer() {
    server = new SchemaServer();
  }

  @AfterAll
  static void removeContainer() {
    server.close();
  }

  @BeforeEach
  void prepare() {
    server.reset();
    server.file("migrate-1-to-2.sql", "INSERT INTO item (text) VALUES ('second');\n");
    server
        .container()
        .script("rm -rf %1$s; mkdir -p %1$s/settings %1$s/secrets".formatted(DIRECTORY));
    MANIFESTS
        .one(ConfigMap.class, "qserv-settings")
        .getData()
        .forEach(
            (name, text) -> server.container().write(DIRECTORY + "/settings/" + name, here(text)));
    server.container().write(DIRECTORY + "/mode", "maintenance\n");
    writePassword(SchemaServer.PASSWORD);
  }

  @AfterEach
  void restoreServer() {
    server.sql("SET GLOBAL read_only = 0; GRANT READ_ONLY ADMIN ON *.* TO boss@`%`");
    server.container().script("rm -f /dev/shm/full");
  }

  private static void writePassword(String password) {
    server.container().write(DIRECTORY + "/secrets/mariadb-root-password", password);
    server.container().write(DIRECTORY + "/secrets/mariadb-qsmaster-password", password);
  }

  private static String here(String text) {
    return text.replace("/etc/qserv/settings", DIRECTORY + "/settings")
        .replace("/secrets/worker", DIRECTORY + "/secrets")
        .replace("qserv-worker-$(INDEX).qserv-worker:3306", SERVER);
  }

  /** Runs the container of the Job. */
  private static Outcome run(Map<String, String> environment, String... more) {
    List<String> command = new ArrayList<>(List.of("entrypoint"));
    JOB.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs().stream()
        .map(SchemaJobIT::here)
        .forEach(command::add);
    command.addAll(List.of(more));
    Map<String, String> variables =
        new TreeMap<>(
            Map.of(
                "QSERV_RELEASE_LINE", "http",
                "QSERV_MODE_FILE", DIRECTORY + "/mode",
                "QSERV_PATHS__STATE", "/tmp/state"));
    variables.putAll(environment);
    return server.container().run(variables, command.toArray(String[]::new));
  }

  @Test
  void anUpgradeSucceedsAndARepeatedJobDoesNothing() {
    assertThat(run(Map.of())).matches(outcome -> outcome.exit() == 0, "succeeds");
    assertThat(server.items()).isEqualTo("second");
    assertThat(run(Map.of()).exit()).isZero();
    assertThat(server.items()).isEqualTo("second");
  }

  /** Only the log of the upgrade is written there. */
  @Test
  void aFullVolumeOfTheStateDoesNotPreventAnUpgrade() {
    server
        .container()
        .script("mkdir -p /dev/shm/state; head -c 100m /dev/zero >/dev/shm/full || true");
    Outcome outcome = run(Map.of("QSERV_PATHS__STATE", "/dev/shm/state"));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(server.items()).isEqualTo("second");
  }

  /**
   * A failure.
   *
   * @param action of the Job's failure policy
   * @param message a part of the last lines of the log
   */
  record Row(
      String name,
      Runnable cause,
      List<String> arguments,
      int exit,
      String action,
      String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, Runnable cause, int exit, String action, String message) {
    return new Row(name, cause, List.of(), exit, action, message);
  }

  static Stream<Row> failures() {
    return Stream.of(
        new Row(
            "the database is down",
            () -> {},
            List.of("-e", "database.admin-url=mysql://boss@127.0.0.1:1/"),
            69,
            "Count",
            "was not ready within 2 s"),
        row(
            "the password is wrong",
            () -> writePassword("another"),
            77,
            "FailIndex",
            "access denied for user 'boss'"),
        row(
            "the schema is newer",
            () -> server.sql("UPDATE qservw_worker.QMetadata SET value = 9"),
            78,
            "FailIndex",
            "version 9"),
        row(
            "another upgrade holds the lock",
            () -> server.openSession("monitor", "DO GET_LOCK('qserv-schema:qservw_worker', 1)"),
            75,
            "Count",
            "another upgrade of this schema is in progress"),
        row(
            "a service is connected",
            () -> server.openSession("service", "USE qservw_worker"),
            75,
            "Count",
            "other sessions are connected to the server"),
        row(
            "the mode is still full",
            () -> server.container().write(DIRECTORY + "/mode", "full\n"),
            78,
            "FailIndex",
            "the mode is not maintenance"),
        row(
            "the server is read-only",
            () ->
                server.sql(
                    "SET GLOBAL read_only = 1;" + " REVOKE READ_ONLY ADMIN ON *.* FROM boss@`%`"),
            75,
            "Count",
            "read-only"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureHasACodeThatTheJobUnderstandsAndAMessageWithAFix(Row row) {
    row.cause().run();

    Outcome outcome = run(Map.of(), row.arguments().toArray(String[]::new));

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(row.exit());
    List<String> lines = outcome.err().lines().toList();
    assertThat(String.join("\n", lines.subList(Math.max(0, lines.size() - 4), lines.size())))
        .contains("error: ", row.message(), "fix: ")
        .doesNotContain(SchemaServer.PASSWORD);
    assertThat(action(row.exit())).isEqualTo(row.action());
    assertThat(server.items()).isEmpty();
  }

  /** Returns the action of the first rule of the Job that has the exit code. */
  private static String action(int exit) {
    return JOB.getSpec().getPodFailurePolicy().getRules().stream()
        .filter(rule -> rule.getOnExitCodes() != null)
        .filter(rule -> rule.getOnExitCodes().getValues().contains(exit))
        .findFirst()
        .map(PodFailurePolicyRule::getAction)
        .orElse("Count");
  }
}
