// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The command line of a fleet upgrade, without a connection to any database. */
final class FleetOptionsTest {
  @TempDir Path directory;

  private TestHost host() {
    return new TestHost(directory.resolve("root"));
  }

  private int run(TestHost host, String... arguments) throws Exception {
    Path scripts = Files.createDirectories(directory.resolve("scripts/worker"));
    Files.writeString(scripts.resolve("migrate-None-to-1.sql"), "CREATE DATABASE qservw_worker;");
    List<String> all =
        new ArrayList<>(
            List.of(
                "schema",
                "upgrade",
                "--module",
                "worker",
                "-eschema.scripts=" + directory.resolve("scripts"),
                "-epaths.state=" + directory.resolve("state")));
    all.addAll(List.of(arguments));
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--parallel=2|--parallel requires a fleet|add --fleet or --retry",
        "--output=json|--output requires a fleet|add --fleet or --retry",
        "--fleet=mysql://r@w --parallel=0|invalid value '0' for --parallel (must be at least 1)|use a number,"
            + " such as 16",
        "--fleet=mysql://r@w --max-failures=x|invalid value 'x' for --max-failures (must be at least 0)|use a"
            + " number, such as 16",
        "--retry=a --report=b|--report cannot be used with --retry|omit --report: --retry"
            + " appends to its own report",
        "--fleet=mysql://r@w{1}|--fleet: the URL {1} is neither a range ({0..70}, {00..70}) nor"
            + " a list ({a,b})|write mysql://user@host:3306, with ranges as {0..70}",
      })
  void refusesOptionsThatCannotBeCombined(String arguments, String what, String fix)
      throws Exception {
    TestHost host = host();

    assertThat(run(host, arguments.split(" ", -1))).isEqualTo(64);
    assertThat(host.err()).isEqualTo("error: " + what + "\nfix: " + fix + "\n");
  }

  @Test
  void refusesABackupCommandWithoutTheServer() throws Exception {
    TestHost host = host();

    assertThat(run(host, "--fleet=mysql://r@w", "-eschema.backup-command=[\"save\", \"all\"]"))
        .isEqualTo(78);
    assertThat(host.err())
        .isEqualTo(
            """
            error: schema.backup-command does not specify the server
            fix: use the placeholder {server} for the host and port of the server, or {options} for an option file of MariaDB's clients
            """);
  }
}
