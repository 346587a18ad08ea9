// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests edge cases of command lines. */
final class EntrypointCommandEdgeCasesTest {
  @TempDir Path directory;

  private TestHost host() {
    return new TestHost(directory.resolve("root")).imageWithPrograms();
  }

  private static int run(TestHost host, String... arguments) {
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(List.of(arguments));
  }

  @Test
  void refusesAProbeWithoutAKind() {
    TestHost host = host();
    assertThat(run(host, "probe")).isEqualTo(64);
    assertThat(host.err()).startsWith("error: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode",
        "launch",
        "log.level",
        "log.format",
        "paths.state",
        "paths.templates",
        "database.on-empty",
        "release-line",
        "paths"
      })
  void reportsNullForARequiredSetting(String name) {
    TestHost host = host();
    String json = TestSettings.object(name, "null");
    int exit = run(host, "czar", "database", "--json", json, "--dry-run");
    assertThat(exit).as(host.err()).isIn(0, 78);
  }

  @Test
  void findsTheProgramInThePathOfTheService() throws IOException {
    Files.createFile(directory.resolve("only-there"));
    Path anyUser =
        Files.writeString(
            directory.resolve("any-user.conf"),
            "catalog.roles.xrootd.components.cmsd.user = \"\"\n");
    TestHost host = host().variable("PATH", "/nowhere");
    int exit =
        run(
            host,
            "xrootd",
            "cmsd",
            "--config",
            anyUser.toString(),
            "-e",
            "command=[\"only-there\"]",
            "-e",
            "env.PATH=" + directory,
            "-e",
            "paths.templates=" + TestPlan.TEMPLATES);
    assertThat(exit).as(host.err()).isEqualTo(126); // found, but not executable
  }

  @Test
  void suggestsANameForSwappedLetters() {
    TestHost host = host();
    run(host, "xrootd", "cmds", "--dry-run");
    assertThat(host.err()).contains("did you mean cmsd?");
  }
}
