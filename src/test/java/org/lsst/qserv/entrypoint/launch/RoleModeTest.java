// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;

/** Tests the mode of a command that works on a role, with and without a launch of it. */
final class RoleModeTest {
  @TempDir Path root;

  private TestSettings given;

  @BeforeEach
  void prepareHost() {
    given = new TestSettings(root);
    TestDocument.host(root.resolve("root"));
    given.assign("paths.state=" + root.resolve("state"), "paths.mode=" + root.resolve("stored"));
  }

  private void launch(long pid, ModeSources sources) throws IOException {
    new StateFiles(root.resolve("state"))
        .write(new TestDocument().identity(TestDocument.process(pid)).sources(sources).build());
  }

  private void launch(long pid, Mode setting) throws IOException {
    launch(pid, new ModeSources(Optional.empty(), root.resolve("stored"), setting));
  }

  private Mode mode(String role) throws IOException {
    return RoleMode.of(given.host().host(), given.valid(), role);
  }

  @Test
  void theLaunchOfTheRoleInThisContainerDeterminesTheMode() throws IOException {
    launch(7, Mode.MAINTENANCE);
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
    assertThat(mode("czar")).isEqualTo(Mode.FULL);
  }

  @Test
  void theModeFileOfTheLaunchDeterminesTheCurrentMode() throws IOException {
    Path file = given.write("mode", "maintenance\n");
    launch(7, new ModeSources(Optional.of(file), root.resolve("stored"), Mode.FULL));
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
    given.write("mode", "full\n");
    assertThat(mode("worker")).isEqualTo(Mode.FULL);
  }

  @Test
  void aDeadLaunchIsIgnored() throws IOException {
    launch(8, Mode.MAINTENANCE);
    assertThat(mode("worker")).isEqualTo(Mode.FULL);
  }

  @Test
  void theLaunchTakesPrecedenceOverTheVariableOfTheContainer() throws IOException {
    launch(7, Mode.MAINTENANCE);
    given.variable("QSERV_MODE", "full");
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void theOptionOfTheCommandTakesPrecedenceOverTheLaunch() throws IOException {
    launch(7, Mode.FULL);
    given.assign("mode=maintenance");
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void withoutALaunchAModeFileTakesPrecedenceOverTheVariable() throws IOException {
    given.variable("QSERV_MODE", "full");
    given.variable("QSERV_MODE_FILE", given.write("mode", "maintenance\n").toString());
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void withoutALaunchAStoredModeTakesPrecedenceOverTheVariable() throws IOException {
    given.variable("QSERV_MODE", "full");
    given.write("stored", "maintenance overrides full\n");
    assertThat(mode("worker")).isEqualTo(Mode.MAINTENANCE);
  }
}
