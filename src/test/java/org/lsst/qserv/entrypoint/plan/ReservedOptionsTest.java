// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests that options on which the launcher relies are rejected, however they are given. */
final class ReservedOptionsTest {
  @TempDir Path directory;

  private List<String> problems(TestSettings given, String... arguments) {
    Settings settings = given.read();
    LaunchPlan _ =
        Planner.draft(
            Catalog.of(settings), TestPlan.target("worker database"), settings, List.of(arguments));
    return TestSettings.problems(settings);
  }

  private TestSettings settings() {
    return TestPlan.required(directory, "worker");
  }

  @ParameterizedTest
  @CsvSource({
    "socket=/x, socket, socket, 'remove it, and use paths.data'",
    "'  Socket = /x', Socket, socket, 'remove it, and use paths.data'",
    "loose-socket=/x, loose-socket, socket, 'remove it, and use paths.data'",
    "loose_sock=/x, loose_sock, socket, 'remove it, and use paths.data'",
    "--datadir=/x, --datadir, datadir, 'remove it, and use paths.data'",
    "datad=/x, datad, datadir, 'remove it, and use paths.data'",
    "skip_networking, skip_networking, skip-networking, 'remove it, and use mariadb.bind-address=127.0.0.1'",
    "loose-skip-networking=1, loose-skip-networking, skip-networking, 'remove it, and use mariadb.bind-address=127.0.0.1'",
    "skip-net, skip-net, skip-networking, 'remove it, and use mariadb.bind-address=127.0.0.1'",
    "pid_file=/x, pid_file, pid-file, remove it",
    "unix_socket=OFF, unix_socket, unix-socket, remove it",
    "skip-unix-socket, skip-unix-socket, unix-socket, remove it",
    "port=1, port, port, 'remove it, and use mariadb.port'",
    "maximum-port=1, maximum-port, port, 'remove it, and use mariadb.port'",
    "bind_addr=1, bind_addr, bind-address, 'remove it, and use mariadb.bind-address'",
    "tmpdir=/x, tmpdir, tmpdir, 'remove it, and use mariadb.tmpdir'"
  })
  void rejectsALineOfTheOptionFile(String line, String name, String option, String fix) {
    String lines = "general_log = 1\n[mariadbd]\n" + line + "\n";
    assertThat(problems(settings().assign("mariadb.options=" + lines)))
        .containsExactly(
            "mariadb.options (from -e): '"
                + name
                + "' is reserved by the launcher (option "
                + option
                + ") -> "
                + fix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!include", "!includedir"})
  void rejectsTheInclusionOfAnotherOptionFile(String directive) {
    assertThat(problems(settings().assign("mariadb.options=" + directive + " /x")))
        .containsExactly(
            "mariadb.options (from -e): '"
                + directive
                + "' is not allowed: the included file could set reserved options -> remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# socket=/x",
        "; socket=/x",
        "port-open-timeout=1",
        "skip-name-resolve",
        "tmp_disk_table_size=1G",
        "socket_timeout=1",
        "general_log_file=/tmp/x",
        "innodb_data_file_path = ibsystem:12M:autoextend"
      })
  void acceptsOtherOptions(String line) {
    assertThat(problems(settings().assign("mariadb.options=" + line))).isEmpty();
  }

  @Test
  void rejectsArgumentsToo() {
    TestSettings given =
        settings().assign("args.socket=/x", "components.database.args.pid_file=/y", "args.P=1");
    assertThat(problems(given, "--loose-datadir=/z", "-S/x", "--verbose"))
        .containsExactlyInAnyOrder(
            "args.socket: 'socket' is reserved by the launcher (option socket) -> remove it, and use"
                + " paths.data",
            "components.database.args.pid_file: 'pid_file' is reserved by the launcher (option"
                + " pid-file) -> remove it",
            "args.P: 'P' is reserved by the launcher (option P) -> remove it, and use mariadb.port",
            "--: '--loose-datadir' is reserved by the launcher (option datadir) -> remove it, and use"
                + " paths.data",
            "--: 'S' is reserved by the launcher (option S) -> remove it, and use paths.data");
  }

  @Test
  void acceptsAnOptionThatASiteAllows() {
    TestSettings given =
        settings()
            .file("site.conf", "catalog.reserved-options.mariadbd.options.socket = null")
            .assign("mariadb.options=socket=/x");
    assertThat(problems(given)).isEmpty();
  }
}
