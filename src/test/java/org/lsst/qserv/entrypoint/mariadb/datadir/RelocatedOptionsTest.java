// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests options with paths in the data directory. */
final class RelocatedOptionsTest {
  private static List<String> relocate(String... options) {
    return RelocatedOptions.relocate(
        List.of(options), Path.of("/data/mysql"), Path.of("/data/mysql/.new"));
  }

  @Test
  void relocatesPathsInTheDataDirectory() {
    assertThat(relocate("--log_error=/data/mysql/error.log", "--innodb-data-home-dir=/data/mysql/"))
        .containsExactly(
            "--log_error=/data/mysql/.new/error.log", "--innodb-data-home-dir=/data/mysql/.new");
  }

  @Test
  void keepsOtherPathsAndValues() {
    assertThat(
            relocate(
                "--tmpdir=/data/tmp",
                "--log_error=/data/mysql-errors.log",
                "--log-error=error.log",
                "--skip-log-bin",
                "--port=3306",
                "--datadir=/data/mysql",
                "--pid_file=/data/mysql/mysql.pid",
                "--socket=/data/mysql/mysql.sock"))
        .isEmpty();
  }
}
