// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.health.Incarnation;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.StateRecord;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.mode.Mode;

/** The mode of a command that works beside a component, or where none is. */
final class RoleModeTest {
  @TempDir Path root;

  private TestSettings given;

  @BeforeEach
  void aHost() {
    given = new TestSettings(root);
    given
        .host()
        .file("proc/7/stat", "7 (mariadbd) S 1" + " 0".repeat(17) + " 500 0")
        .file("proc/sys/kernel/random/boot_id", "boot\n");
    given.assign("paths.state=" + root.resolve("state"));
  }

  private void component(long pid, Mode mode) throws IOException {
    new StateFiles(root.resolve("state"))
        .write(
            new StateRecord(
                "worker",
                "database",
                Phase.RUNNING,
                mode,
                "",
                "",
                Instant.EPOCH,
                new Incarnation("boot", pid, 500),
                Optional.empty()));
  }

  private Mode mode(String role) throws IOException {
    return RoleMode.of(given.host().host(), given.valid(), role);
  }

  @Test
  void theComponentThatLivesHereSaysIt() throws IOException {
    component(7, Mode.MAINTENANCE);
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
    assertThat(mode("czar")).isEqualTo(Mode.FULL);
  }

  @Test
  void aDeadOneSaysNothing() throws IOException {
    component(8, Mode.MAINTENANCE);
    assertThat(mode("worker")).isEqualTo(Mode.FULL);
  }

  @Test
  void theContainersVariableIsWeakerThanWhatLives() throws IOException {
    component(7, Mode.MAINTENANCE);
    given.variable("QSERV_MODE", "full");
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void theCommandsOwnOptionIsStronger() throws IOException {
    component(7, Mode.FULL);
    given.assign("mode=maintenance");
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void whereNothingLivesAModeFileIsStrongerThanTheVariable() throws IOException {
    given.variable("QSERV_MODE", "full");
    given.variable("QSERV_MODE_FILE", given.write("mode", "maintenance\n").toString());
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }
}
