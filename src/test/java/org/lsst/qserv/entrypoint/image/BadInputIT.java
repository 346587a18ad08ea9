// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests that each invalid input causes its exit code and one message with the problem and its fix.
 */
final class BadInputIT {
  private static final String LOG_LINE = "^\\d{4}-\\d\\d-\\d\\dT.*";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void startDatabase() {
    container =
        Container.of(Image.LITE, "entrypoint", "worker", "database")
            .environment("QSERV_DATABASE__PASSWORD_FILE", "/tmp/password")
            .file("/tmp/password", "right")
            .file("/tmp/unset.cnf", "# a template\nhost = {{ registry.host }}\n")
            .file("/tmp/unknown.cnf", "# a template\n\nhost = {{ registry.hosst }}\n")
            .file("/tmp/half.json", "{\n  \"log\": {\n")
            .file("/tmp/half.conf", "log {\n  level = \"INFO\n}\n")
            .file("/tmp/refused.conf", waitFor("127.0.0.1:9"))
            .file("/tmp/nowhere.conf", waitFor("nowhere.invalid:1"))
            .start();
    container.awaitReady();
  }

  private static String waitFor(String address) {
    return "catalog.roles.xrootd.components.cmsd.waits = [{ tcp = \""
        + address
        + "\", timeout = 1 second }]";
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  static Stream<Arguments> invalidInputs() {
    return Stream.of(
        // the target
        wrong(
            "",
            64,
            "error: no role or command given",
            "fix: specify a role or a command; 'entrypoint --help' lists them"),
        wrong(
            "wroker",
            64,
            "error: unknown role 'wroker' (expected one of czar, monitor, replication, worker, xrootd)",
            "fix: did you mean worker?"),
        wrong(
            "worker databse",
            64,
            "error: unknown component 'databse' of worker (expected one of cmsd, database,"
                + " replica, xrootd)",
            "fix: did you mean database?"),
        wrong(
            "worker database extra",
            64,
            "error: unexpected argument 'extra'",
            "fix: run 'entrypoint --help' for usage"),
        wrong(
            "worker database --nonsense",
            64,
            "error: unknown option '--nonsense'",
            "fix: run 'entrypoint --help' for usage"),
        // settings
        wrong(
            "xrootd cmsd -e xrootd.manger.host=m",
            78,
            "error: xrootd.manger.host (from -e): unknown setting",
            "fix: did you mean xrootd.manager.host?"),
        wrong(
            "xrootd cmsd -e mod=full",
            78,
            "error: mod (from -e): unknown setting",
            "fix: did you mean mode?"),
        wrong(
            "worker database --mode off",
            78,
            "error: mode (from -e): 'off' is not one of full, maintenance, db-only, install",
            "fix: use one of full, maintenance, db-only, install"),
        wrong(
            "worker database -e =full",
            64,
            "error: -e: the name of the setting is missing",
            "fix: use NAME=VALUE"),
        wrong(
            "worker database -e",
            64,
            "error: Missing required parameter for option '-e' (KEY[=VALUE])",
            "fix: run 'entrypoint --help' for usage"),
        wrong(
            "worker database -e auth-key=a -e auth-key-file=/tmp/password",
            78,
            "error: auth-key (from -e) and auth-key-file (from -e) are both set; only one is allowed",
            "fix: keep only auth-key-file"),
        // documents
        wrong(
            "worker database --json {\"log\":\n\u00a0[1,}",
            78,
            "error: --json: is not valid JSON (line 2, column 1)",
            "fix: correct the JSON syntax"),
        wrong(
            "xrootd cmsd -e args={\"a\":[1,}",
            78,
            "error: args (from -e): is not valid JSON (line 1, column 9)",
            "fix: correct the JSON, or write a string that starts with {, [ or \" as a JSON string"),
        wrong(
            "worker database --json @/tmp/half.json",
            78,
            "error: --json /tmp/half.json: is not valid JSON (line 3, column 1)",
            "fix: correct the JSON syntax"),
        wrong(
            "worker database --config /tmp/half.conf",
            78,
            "error: --config /tmp/half.conf: is not valid HOCON (line 2)",
            "fix: correct the syntax; quote a value that contains a"
                + " space, // or any of $\"{}[]:=,+#`^?!@*&\\"),
        wrong(
            "worker database --json @/nowhere",
            78,
            "error: --json /nowhere: no such file",
            "fix: correct the path"),
        wrong(
            "worker database --config /nowhere",
            78,
            "error: --config /nowhere: no such file",
            "fix: correct the path"),
        wrong(
            "worker database --env-file /nowhere",
            78,
            "error: --env-file /nowhere: no such file",
            "fix: correct the path"),
        wrong(
            "worker database -e database.admin-password-file=/nowhere",
            78,
            "error: database.admin-password-file (from -e): /nowhere cannot be read"
                + " (no such file)",
            "fix: correct the path, or mount the file"),
        // templates
        wrong(
            "xrootd cmsd -e files.cmsd-manager.template=/tmp/unset.cnf",
            78,
            "error: registry.host is required by /tmp/unset.cnf: 2",
            "fix: set it: -e registry.host=…"),
        wrong(
            "xrootd cmsd -e files.cmsd-manager.template=/tmp/unknown.cnf",
            65,
            "error: /tmp/unknown.cnf: 3: unknown variable 'registry.hosst'",
            "fix: did you mean registry.host?"),
        wrong(
            "xrootd cmsd -e files.cmsd-manager.template=/nowhere",
            78,
            "error: template /nowhere does not exist",
            "fix: correct paths.templates, or add the file"),
        // the service
        wrong(
            "xrootd cmsd -e command=[\"nothing\"]",
            127,
            "error: 'nothing' not found in the image (required by xrootd cmsd)",
            "fix: use an image that contains the program, or set command"),
        wrong(
            "xrootd cmsd -e command=[\"/etc/passwd\"]",
            126,
            "error: '/etc/passwd' is not an executable file (required by xrootd cmsd)",
            "fix: make the file executable (chmod a+rx), or set command"),
        wrong(
            "xrootd cmsd -e paths.config=/etc/qserv",
            73,
            "error: cannot write /etc/qserv: /etc belongs to 0:0 (mode rwxr-xr-x), and this container"
                + " runs as 1000:0",
            "fix: choose another path, or as root: chown 1000:0 /etc"),
        // dependencies
        wrong(
            "xrootd cmsd --config /tmp/refused.conf",
            69,
            "error: tcp://127.0.0.1:9 was not ready within 1 s: connection refused (no listener on this port)",
            "fix: start the service, or correct the setting with its address"),
        wrong(
            "xrootd cmsd --config /tmp/nowhere.conf",
            69,
            "error: tcp://nowhere.invalid:1 was not ready within 1 s: unknown host"
                + " (nowhere.invalid)",
            "fix: start the service, or correct the setting with its address"));
  }

  private static Arguments wrong(String command, int exit, String... message) {
    return Arguments.of(command, exit, String.join("\n", message));
  }

  @ParameterizedTest(name = "{1}: entrypoint {0}")
  @MethodSource("invalidInputs")
  void reportsInvalidInputWithItsCodeAndMessage(String command, int exit, String message) {
    check(entrypoint(command), exit, message);
  }

  @Test
  void reportsSeveralProblemsTogether() {
    Outcome outcome =
        entrypoint(
            "worker xrootd -e mariadb.port=x -e mod=full -e database.url=http://h --json"
                + " {\"log\":{\"level\":\"LOUD\"}}");

    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .first()
        .isEqualTo("error: 9 problems in the settings of 'worker xrootd'");
    assertThat(outcome.err())
        .contains(
            "\n  mariadb.port (from -e): 'x' is not an integer\n    fix: ",
            "\n  mod (from -e): unknown setting\n    fix: did you mean mode?\n",
            "\n  database.url (from -e): ",
            "\n  log.level (from --json",
            "\n  xrootd.manager.host is required by worker xrootd, /opt/qserv-entrypoint/templates/");
  }

  @Test
  void logsTheCauseOfAFailureOnlyAtDebug() {
    String command =
        "init --module worker -e" + " database.admin-url=mysql://root:x@127.0.0.1:9/qservw_worker";
    String cause = "cause=java.net.ConnectException";

    assertThat(entrypoint(command).err()).doesNotContain(cause);
    assertThat(entrypoint("--log-level DEBUG " + command).err()).contains(cause);
  }

  @Test
  void failsImmediatelyForAWrongPassword() {
    container.write("/tmp/wrong", "wrong");
    long begin = System.nanoTime();

    Outcome outcome =
        entrypoint(
            "worker cmsd -e xrootd.manager.host=m -e registry.host=r -e instance-id=i"
                + " -e auth-key-file=/tmp/wrong -e admin-auth-key-file=/tmp/wrong"
                + " -e database.password-file=/tmp/wrong");

    // the deadline of this wait is ten minutes
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    check(
        outcome,
        77,
        "error: mysql://qsmaster:[REDACTED]@127.0.0.1:3306/qservw_worker: access denied for"
            + " user 'qsmaster' (error 1045)\n"
            + "fix: check user and password in the settings, and that the account requires neither"
            + " TLS (database.tls is disable) nor a client certificate (REQUIRE X509), which is not"
            + " supported");
  }

  /** Splits a command line at spaces; values contain no-break spaces instead. */
  private static Outcome entrypoint(String command) {
    String[] arguments = ("entrypoint " + command).strip().split(" ", -1);
    return container.run(arguments);
  }

  private static void check(Outcome outcome, int exit, String message) {
    String printed =
        outcome
            .err()
            .lines()
            .filter(line -> !line.matches(LOG_LINE))
            .collect(Collectors.joining("\n"));
    assertThat(printed).isEqualTo(message);
    assertThat(outcome.exit()).isEqualTo(exit);
    assertThat(outcome.out()).isEmpty();
  }
}
