// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;

/** Tests {@code config show}, {@code check} and {@code reference}. */
final class ConfigCommandTest {
  @TempDir Path directory;

  private record Outcome(int exit, String out, String err) {}

  private Outcome run(List<String> arguments) {
    TestHost host = new TestHost(directory.resolve("root"));
    if (arguments.contains("check")) {
      host.imageWithPrograms();
    }
    int exit =
        new EntrypointCommand(
                host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(arguments);
    return new Outcome(exit, host.out(), host.err());
  }

  private Outcome run(String... arguments) {
    return run(List.of(arguments));
  }

  @ParameterizedTest
  @CsvSource({
    "czar, hocon", "worker, hocon", "xrootd, hocon", "replication, hocon",
    "czar, json", "worker, json", "xrootd, json", "replication, json"
  })
  void shownSettingsHaveTheSameEffectAsAConfigurationFile(String role, String format)
      throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "canary\n");
    List<String> arguments = new ArrayList<>(List.of("config", "show", role, "--output", format));
    List<String> given =
        List.of(
            "-e", "args={\"a\":[\"x,y\",\"p=q\"],\"b\":null,\"flag\":true,\"c\":\"$x # \\\" é\"}",
            "-e", "env.SOME_PATH=/a b/${c}",
            "-e", "mariadb.tmp-table-size=25% up to 1G",
            "-e", "schema.wait-timeout=90s",
            "-e", "database.url=mysql://user@db:3307/name?socket=/run/s.sock",
            "-e", "database.password-file=" + password,
            "-e", "command=[\"/bin/sh\",\"-c\",\"exit 7\"]",
            "-e", "registry.host=null-like");
    List<String> first = new ArrayList<>(arguments);
    first.addAll(given);
    Outcome shown = run(first);
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out()).doesNotContain("canary").contains("password-file");

    String name = "shown." + (format.equals("json") ? "json" : "conf");
    Path file = Files.writeString(directory.resolve(name), shown.out());
    List<String> second = new ArrayList<>(arguments);
    second.addAll(List.of("--config", file.toString()));
    Outcome again = run(second);
    assertThat(again.err()).isEmpty();
    assertThat(ConfigFactory.parseString(again.out()))
        .isEqualTo(ConfigFactory.parseString(shown.out()));
  }

  @Test
  void showsOnlyChangedSettingsOnRequest() {
    Outcome shown = run("config", "show", "czar", "--changed", "-e", "czar.http.port=5000");
    assertThat(shown.out())
        .isEqualTo(
            """
            czar {
                http {
                    port=5000
                }
            }
            release-line=xrd
            """);
  }

  @Test
  void omitsAndListsSecretsThatAreNotInFiles() {
    Outcome shown =
        run(
            "config",
            "show",
            "czar",
            "--changed",
            "-e",
            "auth-key=canary",
            "-e",
            "czar.admin-url=mysql://root:canary@db",
            "-e",
            "env.A_TOKEN=canary");
    assertThat(shown.out()).doesNotContain("canary");
    assertThat(shown.err()).isEqualTo("secrets omitted: auth-key, czar.admin-url, env.A_TOKEN\n");
  }

  @Test
  void reportsAnUnknownRole() {
    Outcome outcome = run("config", "show", "wroker");
    assertThat(outcome.exit()).isEqualTo(64);
    assertThat(outcome.err()).contains("did you mean worker?");
  }

  @Test
  void acceptsValidSettings() {
    assertThat(run("config", "check", "xrootd", "-e", "xrootd.manager.host=m"))
        .isEqualTo(new Outcome(0, "the settings of 'xrootd' are valid\n", ""));
  }

  @Test
  void reportsAllProblemsTogether() {
    Outcome outcome =
        run("config", "check", "xrootd", "cmsd", "-e", "xrootd.prot=1", "-e", "xrootd.port=x");
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err())
        .isEqualTo(
            """
            error: 2 problems in the settings of 'xrootd cmsd'
              xrootd.port (from -e): 'x' is not an integer
                fix: use a port from 0 to 65535
              xrootd.prot (from -e): unknown setting
                fix: did you mean xrootd.port?
            """);
  }

  @Test
  void theReferenceDescribesASettingInEachFormat() {
    assertThat(run("config", "reference").out())
        .contains(
            """
            database.password
                Password for database.url if it contains none
                secret, unset, QSERV_DATABASE__PASSWORD, or database.password-file
            """);
    assertThat(run("config", "reference", "--output", "json").out())
        .contains("\"name\" : \"czar.http.port\"", "\"variable\" : \"QSERV_CZAR__HTTP__PORT\"");
    assertThat(run("config", "reference", "--output", "markdown").out()).startsWith("# Settings\n");
  }

  @Test
  void refusesAnUnknownFormat() {
    Outcome outcome = run("config", "reference", "--output", "xml");
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                64,
                "",
                "error: unsupported output format 'xml'\nfix: use one of text, markdown, json\n"));
  }

  @Test
  void suggestsARoleOrASubcommandIfItIsMissing() {
    assertThat(run("config").err())
        .isEqualTo(
            "error: missing subcommand for 'config'\nfix: use 'config show', 'config check' or 'config reference'\n");
    assertThat(run("config", "show").err())
        .isEqualTo("error: no role given\nfix: add a role, and optionally a component\n");
    assertThat(run("explain").exit()).isEqualTo(64);
  }
}
