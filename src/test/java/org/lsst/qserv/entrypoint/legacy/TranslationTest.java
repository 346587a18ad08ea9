// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Tests the translation of legacy commands into a target, settings, a plan, and a text. */
final class TranslationTest {
  private static final String REPLICA =
      "worker-repl --db-admin-uri mysql://root:s3cret@h:3306/qservw_worker"
          + " --repl-connection mysql://qsreplica:@r/qservReplica ";
  private static final String REGISTRY =
      "replication-registry --db-uri mysql://qsreplica:@r:3306/qservReplica ";

  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory.resolve("root"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy --xrootd-manager m",
        "czar-http --xrootd-manager m --password p",
        "worker-cmsd --cmsd-manager-name m",
        "worker-xrootd --cmsd-manager-name m"
      })
  void theKeysMayBeOmitted(String start) {
    TestLegacyLine line =
        line(
            start
                + " --db-uri mysql://q@h:1?socket=/s --repl-instance-id i"
                + " --repl-registry-host r");
    for (String file : line.files()) {
      assertThat(line.file(file)).doesNotContain("auth_key = null");
    }
    assertThat(line.problems()).isEmpty();
  }

  private TestLegacyLine line(String line) {
    return new TestLegacyLine(host, line);
  }

  private static Stream<Arguments> commands() {
    BundledFiles bundled = TestFiles.BUNDLED;
    return bundled.releaseLines().stream()
        .flatMap(line ->
            new LegacyCommands(bundled.legacyCommands(line))
                .names().stream()
                    .filter(name -> !name.equals("smig-update"))
                    .map(name -> Arguments.of(line, name)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAComponentAndItsOptionsHaveSettings(String releaseLine, String name) {
    TestLegacyLine line = new TestLegacyLine(host, releaseLine, List.of(name));
    LegacyCommand command = LegacyCommand.of(name, TestFiles.BUNDLED.legacyCommands(releaseLine));
    assertThat(Catalog.of(line.settings()).componentNames(command.role()))
        .contains(command.component());
    List<String> settings =
        Stream.concat(
                command.options().values().stream().flatMap(option -> option.setting().stream()),
                command.arguments().values().stream())
            .toList();
    assertThat(line.settings().names()).containsAll(settings);
    assertThat(command.options().values())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpListsEveryOption(String releaseLine, String name) {
    String help = new LegacyCommands(TestFiles.BUNDLED.legacyCommands(releaseLine)).help(name);
    LegacyCommand.of(name, TestFiles.BUNDLED.legacyCommands(releaseLine))
        .options()
        .values()
        .forEach(option -> assertThat(help).contains(option.dashed(), option.description()));
  }

  @Test
  void theTranslationIsShownWithSecretsRedacted() {
    assertThat(
            line(REPLICA
                    + "--targs a=b --debug --log-cfg-file={{a}} --cmd 'x{{a}}\"'"
                    + " -- --instance-id=i --auth-key s3cret --worker-num-threads=4 --debug")
                .translation()
                .text())
        .isEqualTo(
            """
            entrypoint worker-repl is entrypoint worker replica
              --debug is -e debug.port=2159
              --db-admin-uri is -e database.admin-url=mysql://root:[REDACTED]@h:3306/qservw_worker
              --log-cfg-file is -e service-log.file=b
              --repl-connection is -e replication.url=mysql://qsreplica:@r/qservReplica
              --targs a is a template variable
              --cmd is -e 'command=["xb\\""]'
              -- --instance-id is -e instance-id=i
              -- --auth-key is -e auth-key=[REDACTED]
              -- --worker-num-threads is -e args.worker-num-threads=4
              -- --debug is -e args.debug=true
            """);
  }

  @Test
  void debugRunsTheServiceUnderTheDebugger() {
    TestLegacyLine line = line("worker-cmsd --cmsd-manager-name m --debug");
    assertThat(line.command()).startsWith("gdbserver :2159 cmsd -c /config-etc/cmsd-worker.cf ");
    assertThat(line(REPLICA + "--debug").start().ready()).isEmpty();
  }

  @Test
  void noRunPreparesAndExits() {
    TestLegacyLine line = line(REGISTRY + "--run --no-run");
    assertThat(line.plan().action()).isInstanceOf(LaunchAction.Exit.class);
    assertThat(line.start().steps()).isNotEmpty().noneMatch(Step.Await.class::isInstance);
    assertThat(PlanFormatter.of(line.plan()))
        .endsWith(
            """
            exit     replication registry is prepared, not started
            because  launch=prepare (from --no-run)
            """);
  }

  @Test
  void theLastOfRunAndNoRunApplies() {
    assertThat(line(REGISTRY + "--no-run --run").plan().action())
        .isInstanceOf(LaunchAction.Exec.class);
  }

  @Test
  void aReplicaWorkerIsRestartedAsByThePythonEntryPoint() {
    assertThat(line(REPLICA).plan().action()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(line(REPLICA).start().supervision().restart().delay()).hasSeconds(5);
    assertThat(line(REPLICA).start().ready().orElseThrow().timeout()).hasDays(365);
  }

  @Test
  void aPortAfterTheDashesIsUsedByTheCheck() {
    TestLegacyLine line = line(REGISTRY + "-- --registry-port=8080");
    assertThat(line.start().ports()).containsExactly("8080");
    assertThat(line.start().ready().orElseThrow().check())
        .hasToString("http://127.0.0.1:8080/meta/version");
  }

  @Test
  void secretsAfterTheDashesAreRedacted() {
    TestLegacyLine line = line(REGISTRY + "-- --auth-key=s3cret --admin-auth-key s3cret --debug");
    assertThat(TestPlan.shown(line.start()))
        .endsWith("--auth-key=[REDACTED]", "--admin-auth-key", "[REDACTED]", "--debug");
    assertThat(TestPlan.commandLine(line.start()))
        .endsWith("--auth-key=s3cret", "--admin-auth-key", "s3cret", "--debug");
  }

  @Test
  void aValueInACommandRemainsOneArgument() {
    TestLegacyLine line =
        new TestLegacyLine(
            host,
            List.of(
                "xrootd-manager",
                "--targs",
                "a=two words",
                "--cmd",
                "my-xrootd '-x y' {{ a }} {{ extended_args }} -c {{xrootd_manager_cfg_path}}",
                "--",
                "--one",
                "--two=3 4"));
    assertThat(TestPlan.commandLine(line.start()))
        .containsExactly(
            "my-xrootd",
            "-x y",
            "two words",
            "--one",
            "--two=3 4",
            "-c",
            "/config-etc/xrootd-manager.cf");
  }

  @Test
  void aCommandMayBeATemplateWithALoop() {
    TestLegacyLine line =
        new TestLegacyLine(
            host,
            List.of(
                "replication-registry",
                "--db-uri=mysql://q:s3cret@r/d",
                "--cmd=prog --c={{ db_uri }}{% for arg in extended_args %} {{ arg }}{% endfor %}",
                "--",
                "--x"));
    assertThat(line.command()).isEqualTo("prog --c=mysql://q:s3cret@r/d --x");
    assertThat(TestPlan.shown(line.start()).toString()).doesNotContain("s3cret");
    assertThat(line.start().ready()).isEmpty();
  }

  @Test
  void anEmptyCommandAndAnUnterminatedQuoteAreReported() {
    assertThat(new TestLegacyLine(host, List.of("xrootd-manager", "--cmd=")).problems())
        .containsExactly("--cmd is empty -> specify a program");
    assertThat(new TestLegacyLine(host, List.of("xrootd-manager", "--cmd=a 'b")).problems())
        .containsExactly("--cmd: unterminated quote -> close the quote");
  }

  @Test
  void unsupportedCommandsAreReported() {
    assertThatThrownBy(() -> line("smig-update --targs x=y"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "error: 'smig-update' does not start a service\nfix: see entrypoint smig-update"
                + " --help");
  }
}
