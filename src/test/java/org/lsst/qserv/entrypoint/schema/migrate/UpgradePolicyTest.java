// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests in which mode an existing schema may be upgraded. */
final class UpgradePolicyTest {
  private static final Script SAFE = script(1, 2, true);
  private static final Script UNSAFE = script(2, 3, false);
  private static final Script ALSO_UNSAFE = script(3, 4, false);

  @TempDir private Path directory;

  private static Script script(int from, int to, boolean isOnlineSafe) {
    Path file = Path.of("migrate-" + from + "-to-" + to + ".sql");
    return new Script(file, new Version(from), new Version(to), isOnlineSafe);
  }

  private void check(boolean mayUpgrade, boolean online, Script... path) {
    UpgradeOptions options =
        new UpgradeOptions(
            Optional.empty(),
            ResumeChoice.UNDECIDED,
            mayUpgrade,
            online,
            UpgradeOptions.Force.NONE,
            Duration.ZERO);
    new UpgradePolicy(TestTargets.in(directory), options).check(new Version(1), List.of(path));
  }

  @Test
  void inMaintenanceEveryScriptIsAllowed() {
    assertThatCode(() -> check(true, false, SAFE, UNSAFE)).doesNotThrowAnyException();
  }

  @Test
  void onlineSafeScriptsAreAllowedOnRequest() {
    assertThatCode(() -> check(false, true, SAFE)).doesNotThrowAnyException();
  }

  @Test
  void withoutMaintenanceAnUpgradeIsRefused() {
    assertThatThrownBy(() -> check(false, false, SAFE, UNSAFE))
        .hasMessage(
            "error: meta on db.example:3306: the upgrade from version 1 to 3 changes an existing"
                + " schema, and the mode is not maintenance\n"
                + "fix: start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module czar")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
  }

  @Test
  void theRefusalOffersAnOnlineUpgradeIfEveryScriptIsSafe() {
    assertThatThrownBy(() -> check(false, false, SAFE))
        .hasMessageEndingWith(
            "entrypoint schema upgrade --module czar"
                + " (or use --allow-online: its scripts are marked as online-safe)");
  }

  @Test
  void anOnlineUpgradeIsRefusedWithTheScriptsThatAreNotSafe() {
    assertThatThrownBy(() -> check(false, true, SAFE, UNSAFE, ALSO_UNSAFE))
        .hasMessage(
            "error: meta on db.example:3306: the upgrade from version 1 to 4 is not marked as"
                + " online-safe: migrate-2-to-3.sql, migrate-3-to-4.sql\n"
                + "fix: start the database in mode maintenance for it")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
  }
}
