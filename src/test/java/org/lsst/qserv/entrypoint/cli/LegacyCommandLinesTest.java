// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Tests command lines of the Python entry point, with their output and exit code. */
final class LegacyCommandLinesTest {
  @TempDir Path directory;

  private TestHost host;
  private BundledFiles bundled;
  private final List<String> logs = new ArrayList<>();

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory.resolve("root")).imageWithPrograms();
    bundled = TestFiles.BUNDLED;
  }

  private int run(String... arguments) {
    return new EntrypointCommand(
            host.host(), bundled, () -> "1.2.3", (level, format) -> logs.add(level + " " + format))
        .run(List.of(arguments));
  }

  private static String approved(String name) throws IOException {
    try (var stream = LegacyCommandLinesTest.class.getResourceAsStream("/help/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aDryRunPrintsThePlan() {
    assertThat(
            run(
                "--log-level",
                "DEBUG",
                "xrootd-manager",
                "--cmsd-manager-name",
                "m",
                "--dry-run",
                "--",
                "-d",
                "--dry-run"))
        .isZero();
    assertThat(host.out())
        .startsWith("target   xrootd xrootd\nmode     full (the 'mode' setting)\n")
        .contains(
            "\nexec     xrootd -c /config-etc/xrootd-manager.cf -n manager -I v4 -d --dry-run\n");
    assertThat(logs).containsExactly("DEBUG text");
  }

  @Test
  void compactSettingsFilesHaveTheSameEffect() throws IOException {
    run("xrootd-manager", "--cmsd-manager-name=m", "--dry-run");
    String expected = host.out();
    Path file = directory.resolve("settings.compact");
    new BundledFiles().writeCompact(file);
    bundled = new BundledFiles(file);
    run("xrootd-manager", "--cmsd-manager-name=m", "--dry-run");
    assertThat(host.out()).isEqualTo(expected + expected).contains("xrootd-manager.cf");
  }

  @Test
  void anAssignmentOverridesALegacyOption() {
    run("xrootd-manager", "--dry-run", "--cmsd-manager-cfg-path", "/x");
    assertThat(host.err()).contains("unknown option '--cmsd-manager-cfg-path' of");
    assertThat(
            run(
                "cmsd-manager",
                "-e",
                "files.cmsd-manager.target=/b/x",
                "--cmsd-manager-cfg-path=/a/x",
                "--dry-run"))
        .isZero();
    assertThat(host.out()).contains(" to /b/x (");
  }

  @Test
  void appliesTheModeToALegacyCommandLine() {
    assertThat(run("xrootd-manager", "--mode", "maintenance", "--dry-run")).isZero();
    assertThat(host.out()).contains("park     xrootd xrootd does not run in mode maintenance\n");
  }

  @Test
  void reportsAllProblemsTogether() {
    assertThat(run("proxy", "--db-url", "--db-uri=mysql://x@h:port", "--dry-run")).isEqualTo(64);
    assertThat(host.err())
        .startsWith("error: 5 problems in the settings of 'czar proxy'\n")
        .contains(
            "  unknown option '--db-url' of 'proxy'\n    fix: did you mean --db-uri?\n",
            "  database.url (from --db-uri): port 'port' is not a number\n")
        .contains(
            "  instance-id is required by czar proxy, "
                + TestPlan.TEMPLATES
                + "/czar/qserv-czar.cnf: 58\n    fix: set it: --repl-instance-id=…\n");
  }

  @Test
  void noRunWritesTheFilesAndExitsWithZero() throws IOException {
    Path anyUser =
        Files.writeString(
            directory.resolve("any-user.conf"),
            "catalog.roles.replication.components.registry.user = \"\"\n");
    assertThat(
            run(
                "replication-registry",
                "--db-uri=mysql://q:pw@127.0.0.1:1/d",
                "--no-run",
                "--config=" + anyUser,
                "-e",
                "paths.config=" + directory + "/etc",
                "-e",
                "paths.templates=" + TestPlan.TEMPLATES))
        .isZero();
    assertThat(directory.resolve("etc/log/log.cnf")).isNotEmptyFile();
  }

  @Test
  void printsTheApprovedHelpOfALegacyCommand() throws IOException {
    assertThat(run("worker-cmsd", "--help")).isZero();
    assertThat(host.out()).isEqualTo(approved("worker-cmsd.txt"));
  }

  @Test
  void printsTheApprovedHelpOfSpawnedAppHelp() throws IOException {
    assertThat(run("spawned-app-help", "--help")).isZero();
    assertThat(host.out()).isEqualTo(approved("spawned-app-help.txt"));
  }

  @Test
  void theHelpOfAServiceRequiresItsProgram() {
    host.variable("PATH", directory.toString());
    assertThat(run("spawned-app-help", "worker-repl")).isEqualTo(127);
    assertThat(host.err())
        .startsWith(
            "error: 'qserv-replica-worker' not found in the image (required by worker-repl)");
  }

  @Test
  void theHelpOfAServiceRequiresALegacyCommand() {
    assertThat(run("spawned-app-help", "worker")).isEqualTo(64);
    assertThat(host.err()).startsWith("error: 'worker' is not a legacy command\nfix: use one of ");
  }

  @Test
  void refusesALegacyCommandOfAnotherReleaseLineThanTheSetting() {
    assertThat(run("worker-svc", "--targs", "x=y")).isEqualTo(78);
    assertThat(host.err())
        .isEqualTo(
            "error: the command 'worker-svc' belongs to release line http, and release-line is xrd"
                + " (from QSERV_RELEASE_LINE)\n"
                + "fix: remove the setting, or use a command of release line xrd\n");
  }

  @Test
  void aDryRunOfSmigUpdatePrintsTheCurrentCommandLines() {
    String expected =
        """
        entrypoint init --module replication --wait -e database.admin-url=mysql://root:[REDACTED]@repl:3306/ -e database.url=mysql://qsreplica:[REDACTED]@repl:3306/qservReplica
        entrypoint schema upgrade --module replication --mode maintenance --wait -e schema.idle-sessions=accept -e database.admin-url=mysql://root:[REDACTED]@repl:3306/ -e schema.variables.x_password=[REDACTED]
        entrypoint schema upgrade --module worker --mode maintenance --wait -e schema.idle-sessions=accept --fleet mysql://root:[REDACTED]@w-0:3306/ mysql://root:[REDACTED]@w-1:3306/ -e schema.variables.x_password=[REDACTED]
        """;
    String[] line = {
      "smig-update",
      "--repl-connection",
      "mysql://root:p@repl:3306/",
      "--worker-connection=mysql://root:p@w-0:3306/",
      "--worker-connection=mysql://root:p@w-1:3306/",
      "--repl-connection-nonadmin=mysql://qsreplica:q@repl:3306/qservReplica",
      "--targs",
      "x_password=p",
      "--dry-run"
    };
    assertThat(run(line)).isZero();
    assertThat(host.out()).isEqualTo(expected);
  }

  @Test
  void explainsSmigUpdateEvenIfTheDatabaseIsUnreachable() throws IOException {
    Path scripts = Files.createDirectories(directory.resolve("scripts/worker"));
    Files.writeString(scripts.resolve("migrate-None-to-3.sql"), "SELECT 1;\n");
    String[] line = {
      "explain",
      "--changed",
      "smig-update",
      "--changed",
      "--worker-connection=mysql://root:s3cret@127.0.0.1:1/",
      "-eschema.scripts=" + scripts.getParent()
    };
    assertThat(run(line)).isZero();
    assertThat(host.out())
        .isEqualTo(
            "entrypoint schema upgrade --module worker --mode maintenance --wait -e"
                + " schema.idle-sessions=accept"
                + " -e database.admin-url=mysql://root:[REDACTED]@127.0.0.1:1/ -eschema.scripts="
                + scripts.getParent()
                + "\n");
    assertThat(host.err())
        .contains(
            "error: reading the state of qservw_worker: no connection to 127.0.0.1:1"
                + " (connection refused)\nfix: ")
        .doesNotContain("s3cret");
  }

  @Test
  void smigUpdateInitializesReplicationOnlyIfUninitialized() {
    assertThat(run("smig-update", "--repl-connection=mysql://qsreplica:@repl:3306/", "--dry-run"))
        .isZero();
    assertThat(host.out())
        .startsWith(
            "entrypoint init --module replication --wait --if-uninitialized"
                + " -e database.admin-url=mysql://qsreplica@repl:3306/\n"
                + "entrypoint schema upgrade --module replication ");
  }

  @Test
  void reportsTheProblemsOfSmigUpdateTogether() {
    assertThat(run("smig-update", "--worker-conection", "--targs", "x", "--repl-connection=nono"))
        .isEqualTo(64);
    assertThat(host.err())
        .isEqualTo(
            """
            error: 3 problems in the line of 'smig-update'
              unknown option '--worker-conection' of 'smig-update'
                fix: did you mean --worker-connection?
              --targs: a variable without a name or value
                fix: use NAME=VALUE
              --repl-connection: the URL does not start with mysql://
                fix: use the form mysql://user@host:3306
            """);
  }

  @Test
  void reportsTheProblemsOfSeveralUrlsTogether() {
    assertThat(run("smig-update", "--worker-connection=nono", "--worker-connection=mysql://u@h:0/"))
        .isEqualTo(64);
    assertThat(host.err()).contains("error: 2 problems in the line of 'smig-update'");
  }

  @Test
  void smigUpdateRequiresADatabase() {
    assertThat(run("smig-update", "--repl-connection-nonadmin=mysql://q@repl:3306/")).isEqualTo(64);
    assertThat(host.err())
        .isEqualTo(
            """
            error: 'smig-update' requires a database
            fix: specify --czar-connection, --repl-connection, --worker-connection
            """);
  }

  @Test
  void smigUpdateReadsFilesAndResolvesReferences() throws IOException {
    Path options = directory.resolve("options.yaml");
    Path variables = directory.resolve("variables.yaml");
    Files.writeString(
        options,
        """
        smig-update:
          worker-connection: ["mysql://root:{{ admin_password }}@w-0:3306/", "mysql://root@w-1:3306/"]
          czar-connection: mysql://unused@unused:3306/
          targs: {rows: 7, word: weak}
          results-protocol: HTTP
        """);
    Files.writeString(variables, "word: strong\nadmin_password: p\n");
    String[] line = {
      "smig-update",
      "-@" + options,
      "--targs-file",
      variables.toString(),
      "--targs=commas=a,b",
      "--czar-connection={{ SCHEME }}://root:{{ admin_password }}@czar:3306/",
      "-eschema.lock-timeout=1s",
      "--dry-run"
    };
    host.variable("SCHEME", "mysql");
    assertThat(run(line)).as(host.err()).isZero();
    String more =
        " -e schema.variables.admin_password=[REDACTED] -e 'schema.variables.commas=\"a,b\"'"
            + " -e 'schema.variables.rows=\"7\"' -e 'schema.variables.word=\"strong\"'"
            + " -eschema.lock-timeout=1s\n";
    assertThat(host.out())
        .isEqualTo(
            "entrypoint schema upgrade --module czar --mode maintenance"
                + " --wait -e schema.idle-sessions=accept"
                + " -e database.admin-url=mysql://root:[REDACTED]@czar:3306/"
                + more
                + "entrypoint schema upgrade --module worker --mode maintenance"
                + " --wait -e schema.idle-sessions=accept"
                + " --fleet mysql://root:[REDACTED]@w-0:3306/ mysql://root@w-1:3306/"
                + more);
    assertThat(host.err())
        .isEqualTo(
            "warning: "
                + options
                + ": results-protocol no longer exists and is ignored;"
                + " remove it; results are transferred over HTTP\n");
  }

  @Test
  void printsTheApprovedHelpOfSmigUpdate() throws IOException {
    assertThat(run("smig-update", "--help")).isZero();
    assertThat(host.out()).isEqualTo(approved("smig-update.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "xrootd proxy --dry-run, 0",
    "--dry-run proxy, 1",
    "--log-level DEBUG proxy, 2",
    "--log-level=DEBUG proxy, 1",
    "-e proxy worker, 2",
    "explain proxy, 1",
    "explain --log-level DEBUG proxy, 3",
    "--help, -1",
  })
  void findsTheCommandName(String line, int index) {
    assertThat(CommandNameScanner.indexIn(List.of(line.split(" ", -1)))).isEqualTo(index);
  }
}
