// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.TestFiles.BUNDLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;

/**
 * Tests that a dry run, {@code explain} and {@code config check} report exactly the problems of a
 * launch. Each row has a problem for every target, so no launch starts a service.
 */
final class PreflightTest {
  private static final List<String> COMPLETE =
      List.of(
          "-einstance-id=i",
          "-eauth-key=k",
          "-eadmin-auth-key=a",
          "-eregistry.host=r",
          "-exrootd.manager.host=m",
          "-eczar.http.password=p",
          "-eczar.admin-url=mysql://root@czar:3306",
          "-ereplication.url=mysql://qsreplica@replication:3306/qservReplica",
          "-edatabase.admin-url=mysql://root@127.0.0.1:3306");

  @TempDir static Path directory;

  private record Result(int exit, String err) {}

  static Stream<Arguments> rows() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.cnf"), "{% if %}\n{{ no.such }}\n");
    List<String> templates = new ArrayList<>();
    Catalog catalog = Catalog.of(new TestSettings(directory).read());
    for (String file :
        List.of("my", "czar", "proxy", "cmsd-manager", "xrootd-manager", "cmsd-worker", "log")) {
      templates.add("-efiles." + file + ".template=" + bad);
    }
    List<List<String>> cases =
        List.of(
            List.of("-ecommand=[]", "-emode=half", "-eno.such=1", "-estop.grace=x"),
            List.of("-epaths.templates=/no/such"),
            templates,
            List.of("-emode-file=/no/such/mode"),
            List.of("-emariadb.port=99999", "-exrootd.port=x", "-ereplication.url=http://x"),
            COMPLETE);
    List<Arguments> rows = new ArrayList<>();
    for (String role : catalog.roles()) {
      List<String> targets = new ArrayList<>(List.of(role));
      catalog.componentNames(role).forEach(name -> targets.add(role + " " + name));
      targets.forEach(target -> cases.forEach(options -> rows.add(Arguments.of(target, options))));
    }
    return rows.stream();
  }

  private static Result run(List<String> arguments) {
    TestHost host = new TestHost(directory.resolve("root")).image();
    int exit =
        new EntrypointCommand(host.host(), BUNDLED, () -> "test", (level, format) -> {})
            .run(arguments);
    return new Result(exit, host.err());
  }

  private static List<String> commandLine(String before, String target, List<String> options) {
    List<String> arguments = new ArrayList<>();
    Stream.of((before + " " + target).strip().split(" ")).forEach(arguments::add);
    arguments.addAll(options);
    return arguments;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void reportsTheProblemsOfALaunchWithItsExitCode(String target, List<String> options) {
    Result launch = run(commandLine("", target, options));
    List<String> dryRun = commandLine("", target, options);
    dryRun.add("--dry-run");
    assertThat(launch.exit()).as(launch.err()).isNotIn(0, 70);
    assertThat(run(dryRun)).isEqualTo(launch);
    assertThat(run(commandLine("explain", target, options))).isEqualTo(launch);
    assertThat(run(commandLine("config check", target, options))).isEqualTo(launch);
  }

  @Test
  void reportsMissingSettingsOfTemplatesAndComponentTogether() {
    Result result = run(List.of("worker", "cmsd", "--dry-run"));
    assertThat(result.exit()).isEqualTo(78);
    assertThat(result.err())
        .startsWith("error: 5 problems in the settings of 'worker cmsd'\n")
        .containsOnlyOnce("xrootd.manager.host is required by worker cmsd, ")
        .containsOnlyOnce("  auth-key is required by ")
        .containsOnlyOnce("  admin-auth-key is required by ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[client]\npassword = {{ database.password }}\n",
        "{% for secret in [database.password] %}{{ secret }}{% endfor %}\n",
        "{{ database.admin_url }}\n"
      })
  void refusesASecretInAFileThatEveryoneCanRead(String text) throws IOException {
    Path template = Files.writeString(directory.resolve("secret.cnf"), text);
    List<String> options =
        List.of(
            "-edatabase.password=canary",
            "-edatabase.admin-url=mysql://root:canary@127.0.0.1:3306",
            "-efiles.my.template=" + template);
    Result launch = run(commandLine("", "worker database", options));
    assertThat(launch.exit()).isEqualTo(78);
    assertThat(launch.err())
        .contains(template + " contains a secret, but everyone can read ")
        .doesNotContain("canary");
    assertThat(run(commandLine("explain", "worker database", options))).isEqualTo(launch);
    assertThat(run(commandLine("config check", "worker database", options))).isEqualTo(launch);
  }
}
