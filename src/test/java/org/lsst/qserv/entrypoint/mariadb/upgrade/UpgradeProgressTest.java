// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.host.TaskProgress;

/** Tests the progress that is derived from the output of {@code mariadb-upgrade}. */
final class UpgradeProgressTest {
  @TempDir Path root;

  private UpgradeProgress progress(String... lines) {
    UpgradeProgress progress = new UpgradeProgress(7, new TestHost(root).host().time());
    for (String line : lines) {
      progress.line(line);
    }
    return progress;
  }

  @Test
  void reportsThePhaseWithItsNumber() {
    assertThat(progress("Phase 3/8: Running 'mysql_fix_privilege_tables'").summary())
        .isEqualTo("upgrade-phase=3/8 at=\"Running 'mysql_fix_privilege_tables'\" elapsedMs=0");
  }

  @Test
  void countsCheckedTables() {
    assertThat(
            progress(
                    "Phase 1/8: Checking and upgrading mysql database",
                    "mysql.db                                           OK",
                    "Phase 6/8: Checking and upgrading tables",
                    "Processing databases",
                    "x",
                    "x.t                                                OK",
                    "x.u                                                OK")
                .summary())
        .isEqualTo("upgrade-phase=6/8 tables=2/7 at=\"x.u\" elapsedMs=0");
  }

  @Test
  void countsTheTablesOfAListenerWhileTheyAreChecked() {
    assertThat(progress().current()).isEqualTo(TaskProgress.of("mariadb-upgrade"));
    assertThat(progress("Phase 1/8: Checking and upgrading mysql database").current())
        .isEqualTo(
            TaskProgress.of("mariadb-upgrade phase 1/8: Checking and upgrading mysql database"));
    assertThat(progress("Phase 6/8: Checking and upgrading tables", "x.t   OK").current())
        .isEqualTo(new TaskProgress("mariadb-upgrade phase 6/8: x.t", 1, 7));
  }

  @Test
  void keepsTheLastLines() {
    assertThat(progress("one", "two").lastLines()).isEqualTo("one\ntwo");
  }
}
