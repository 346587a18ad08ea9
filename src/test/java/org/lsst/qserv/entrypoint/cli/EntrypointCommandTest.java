// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Tests command lines, with their output and exit code. */
final class EntrypointCommandTest {
  @TempDir Path directory;

  private TestHost host;
  private final List<String> logs = new ArrayList<>();

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory.resolve("root")).imageWithPrograms();
  }

  private int run(String... arguments) {
    return new EntrypointCommand(
            host.host(),
            TestFiles.BUNDLED,
            () -> "entrypoint 1.2.3",
            (level, format) -> logs.add(level + " " + format))
        .run(List.of(arguments));
  }

  private void assertFails(int exit, String message, String... arguments) {
    assertThat(run(arguments)).as(host.err()).isEqualTo(exit);
    assertThat(host.err()).isEqualTo(message + "\n");
    assertThat(host.out()).isEmpty();
  }

  /** Launches a component that any user may run, with the templates of the repository. */
  private int launch(String... arguments) throws IOException {
    Path anyUser =
        Files.writeString(
            directory.resolve("any-user.conf"),
            "catalog.roles.xrootd.components.cmsd.user = \"\"\n");
    List<String> all =
        new ArrayList<>(
            List.of(
                "xrootd",
                "cmsd",
                "--config",
                anyUser.toString(),
                "-e",
                "paths.templates=" + TestPlan.TEMPLATES));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  @Test
  void printsTheVersion() {
    assertThat(run("--version")).isZero();
    assertThat(host.out()).isEqualTo("entrypoint 1.2.3\n");
  }

  @Test
  void initRequiresAModule() {
    assertFails(
        64,
        "error: missing required option --module"
            + "\nfix: add --module with czar, replication or worker",
        "init",
        "--plan");
  }

  @Test
  void initRequiresAUrlOrALocalServer() {
    assertFails(
        78,
        "error: database.admin-url is not set, and no server is running with data directory "
            + directory.resolve("data/mysql")
            + "\nfix: set database.admin-url, or run the command in the container of"
            + " the worker's database",
        "init",
        "--module",
        "worker",
        "-e",
        "paths.data=" + directory.resolve("data"));
  }

  @Test
  void reportsAMissingRoleOrCommand() {
    assertFails(
        64,
        "error: no role or command given"
            + "\nfix: specify a role or a command; 'entrypoint --help' lists them");
  }

  @Test
  void reportsAnUnknownOption() {
    assertFails(
        64, "error: unknown option '--dryrun'\nfix: did you mean --dry-run?", "worker", "--dryrun");
  }

  @Test
  void suggestsACommandForAMisspelledOne() {
    assertFails(
        64,
        "error: 'explian' is neither a role nor a command\nfix: did you mean explain?",
        "explian",
        "worker");
  }

  @Test
  void reportsAnUnexpectedArgument() {
    assertFails(
        64,
        "error: unexpected argument 'again'\nfix: run 'entrypoint --help' for usage",
        "worker",
        "xrootd",
        "again");
  }

  @Test
  void refusesAbbreviatedOptions() {
    assertThat(run("worker", "xrootd", "--dry")).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"-e", "--env-file", "--json", "--config", "--mode", "--log-level"})
  void reportsAnOptionWithoutItsValue(String option) {
    assertThat(run("xrootd", "cmsd", option)).isEqualTo(64);
    assertThat(host.err())
        .startsWith("error: ")
        .endsWith("\nfix: run 'entrypoint --help' for usage\n");
  }

  @Test
  void reportsAnUnknownRole() {
    assertFails(
        64,
        "error: unknown role 'wroker' (expected one of czar, monitor, replication, worker, xrootd)"
            + "\nfix: did you mean worker?",
        "wroker");
  }

  @Test
  void reportsAnAssignmentWithoutAName() {
    assertFails(
        64,
        "error: -e: the name of the setting is missing\nfix: use NAME=VALUE",
        "xrootd",
        "cmsd",
        "-e",
        "=x",
        "--dry-run");
  }

  @Test
  void reportsAnUnknownMode() {
    assertFails(
        78,
        "error: mode (from -e): 'half' is not one of full, maintenance, db-only, install"
            + "\nfix: use one of full, maintenance, db-only, install",
        "xrootd",
        "cmsd",
        "--mode",
        "half");
  }

  @Test
  void reportsMalformedJson() {
    assertFails(
        78,
        "error: --json: is not valid JSON (line 1, column 7)\nfix: correct the JSON syntax",
        "xrootd",
        "cmsd",
        "--json",
        "{\"a\": }");
  }

  @Test
  void reportsAMissingConfigurationFile() {
    assertFails(
        78,
        "error: --config /no/such.conf: no such file\nfix: correct the path",
        "xrootd",
        "cmsd",
        "--config",
        "/no/such.conf");
  }

  @Test
  void reportsSeveralProblemsTogether() {
    assertThat(run("xrootd", "cmd", "-e", "registry.hots=r", "--mode", "half", "--dry-run"))
        .isEqualTo(64);
    assertThat(host.err())
        .startsWith("error: 3 problems in the settings of 'xrootd cmd'\n")
        .contains(
            "unknown component 'cmd' of xrootd (expected one of cmsd, xrootd)\n    fix: did you"
                + " mean cmsd?")
        .contains("registry.hots (from -e): unknown setting\n    fix: did you mean registry.host?")
        .contains("mode (from -e): 'half' is not one of");
  }

  @Test
  void aDryRunPrintsThePlanAndChangesNothing() {
    assertThat(run("xrootd", "cmsd", "-e", "paths.config=" + directory + "/etc", "--dry-run"))
        .isZero();
    assertThat(host.out())
        .startsWith("target   xrootd cmsd\nmode     full (the 'mode' setting)\n")
        .contains("\nexec     cmsd -c " + directory + "/etc/cmsd-manager.cnf -n manager -I v4");
    assertThat(directory.resolve("etc")).doesNotExist();
  }

  @Test
  void acceptsOptionsInAnyPosition() {
    assertThat(run("--dry-run", "--mode=maintenance", "xrootd", "-e", "xrootd.port=1", "cmsd"))
        .isZero();
    assertThat(host.out()).contains("park     xrootd cmsd does not run in mode maintenance");
  }

  @Test
  void passesArgumentsAfterTheDashesToTheService() {
    assertThat(run("xrootd", "cmsd", "--dry-run", "--", "-d", "--", "--mode", "@x")).isZero();
    assertThat(host.out()).contains("cmsd.pid -d -- --mode @x\n");
  }

  @Test
  void refusesArgumentsAfterTheDashesForSeveralComponents() {
    assertFails(
        64,
        "error: arguments after -- apply to a single component, but 'xrootd' runs 2"
            + "\nfix: use components.COMPONENT.args.NAME=VALUE",
        "xrootd",
        "--dry-run",
        "--",
        "-d");
  }

  @Test
  void passesValuesUnchanged() {
    assertThat(
            run(
                "xrootd",
                "cmsd",
                "--dry-run",
                "-e",
                "args.a=\"x\"",
                "-e",
                "args.b=@y",
                "-e",
                "args.c=${z}",
                "-e",
                "args.d=--mode"))
        .isZero();
    assertThat(host.out()).contains("cmsd.pid -a x -b @y -c '${z}' -d --mode\n");
  }

  @Test
  void theModeOptionSetsTheMode() {
    assertThat(run("worker", "xrootd", "--mode", "db-only", "--dry-run")).isZero();
    assertThat(host.out()).contains("mode     maintenance (the 'mode' setting)");
  }

  @Test
  void configuresTheLogFromOptions() {
    run("--log-level", "DEBUG", "--log-format", "json", "xrootd", "cmsd", "--dry-run");
    assertThat(logs).containsExactly("DEBUG json");
  }

  @Test
  void configuresTheLogFromSettings() {
    run("xrootd", "cmsd", "-e", "log.level=WARNING", "--dry-run");
    assertThat(logs).containsExactly("WARNING text");
  }

  @Test
  void reportsAnUnknownLogLevel() {
    assertFails(
        78,
        "error: log.level (from -e): 'LOUD' is not one of CRITICAL, ERROR, WARNING, INFO, DEBUG"
            + "\nfix: use one of CRITICAL, ERROR, WARNING, INFO, DEBUG",
        "--log-level",
        "LOUD",
        "xrootd",
        "cmsd",
        "--dry-run");
  }

  @Test
  void reportsAProgramThatIsNotInTheImage() throws IOException {
    host.variable("PATH", directory.toString());
    assertThat(launch("-e", "command=[\"no-such-program\"]")).isEqualTo(127);
    assertThat(host.err())
        .isEqualTo(
            "error: 'no-such-program' not found in the image (required by xrootd cmsd)"
                + "\nfix: use an image that contains the program, or set command\n");
  }

  @Test
  void reportsAProgramThatIsNotExecutable() throws IOException {
    Path file = Files.writeString(directory.resolve("program"), "");
    assertThat(launch("-e", "command=[\"" + file + "\"]")).isEqualTo(126);
    assertThat(host.err())
        .isEqualTo(
            "error: '"
                + file
                + "' is not an executable file (required by xrootd cmsd)"
                + "\nfix: make the file executable (chmod a+rx), or set command\n");
  }

  @Test
  void reportsATemplateVariableWithoutAValueBeforeAnyChange() throws IOException {
    Path template = Files.writeString(directory.resolve("t.cnf"), "a\n{{ registry.host }}\n");
    int exit =
        launch(
            "-e",
            "files.cmsd-manager.template=" + template,
            "-e",
            "paths.config=" + directory + "/etc");
    assertThat(exit).isEqualTo(78);
    assertThat(host.err())
        .isEqualTo(
            "error: registry.host is required by "
                + template
                + ": 2\nfix: set it: -e registry.host=…\n");
    assertThat(directory.resolve("etc")).doesNotExist();
  }

  @Test
  void doesNotInstallAFileThatTheServiceRejects() throws IOException {
    Path program = Files.writeString(directory.resolve("cconfig"), "#!/bin/sh\necho no; exit 8\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    host.variable("PATH", directory.toString());
    int exit =
        launch(
            "-e",
            "templates.check=true",
            "-e",
            "command=[\"/bin/true\"]",
            "-e",
            "xrootd.admin-path=" + directory + "/admin",
            "-e",
            "paths.state=" + directory + "/state",
            "-e",
            "paths.config=" + directory + "/etc");
    assertThat(exit).as(host.err()).isEqualTo(65);
    assertThat(host.err())
        .contains("/xrootd/cmsd-manager.cnf: check of the rendered file " + directory)
        .contains(" failed with exit code 8: cconfig -c " + directory + "/etc/.cmsd-manager.cnf.")
        .endsWith("\n    no\nfix: fix the template or the settings that it uses\n");
    assertThat(directory.resolve("etc")).isEmptyDirectory();
  }

  @Test
  void reportsAMissingTemplate() throws IOException {
    assertThat(launch("-e", "files.cmsd-manager.template=/no/t.cnf")).isEqualTo(78);
    assertThat(host.err())
        .isEqualTo(
            "error: template /no/t.cnf does not exist"
                + "\nfix: correct paths.templates, or add the file\n");
  }

  @Test
  void reportsATargetThatCannotBeCreated() throws IOException {
    Path inTheWay = Files.writeString(directory.resolve("file"), "");
    int exit =
        launch(
            "-e",
            "command=[\"/bin/true\"]",
            "-e",
            "xrootd.admin-path=" + directory + "/admin",
            "-e",
            "paths.config=" + inTheWay + "/etc");
    assertThat(exit).isEqualTo(73);
    assertThat(host.err())
        .isEqualTo(
            "error: cannot write %1$s/etc: %1$s is not a directory\nfix: move %1$s away, or choose another path\n"
                .formatted(inTheWay));
  }

  @Test
  void refusesToRunAsAnotherUserThanThatOfTheCatalog() throws IOException {
    Path other =
        Files.writeString(
            directory.resolve("other-user.conf"),
            "catalog.roles.xrootd.components.cmsd.user = another-user\n");
    assertThat(launch("--config", other.toString(), "-e", "command=[\"/bin/true\"]")).isEqualTo(78);
    assertThat(host.err())
        .startsWith(
            "error: xrootd cmsd must run as user another-user, but this container runs as ");
  }

  @Test
  void reportsABugWithItsStackTrace() throws IOException {
    Files.delete(directory.resolve("root/proc/meminfo")); // every Linux has this file
    assertThat(run("worker", "xrootd", "-e", "xrootd.manager.host=m", "--dry-run")).isEqualTo(70);
    assertThat(host.err())
        .startsWith("error: a bug in entrypoint 1.2.3\nfix: report it with this stack trace\n")
        .contains("java.io.UncheckedIOException", "\tat org.lsst.qserv.entrypoint.");
  }

  @Test
  void hidesInternalCommandsInTheHelp() {
    run("--help");
    assertThat(host.out()).doesNotContain("train", "compact");
  }
}
