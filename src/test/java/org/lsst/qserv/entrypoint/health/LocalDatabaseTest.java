// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;

/** Tests finding the database of this container from the state files. */
final class LocalDatabaseTest {
  @TempDir Path root;

  private Host host() {
    return new TestHost(root)
        .file("proc/7/stat", "7 (mariadbd) S 1" + " 0".repeat(17) + " 500 0")
        .file("proc/sys/kernel/random/boot_id", "boot\n")
        .host();
  }

  private static StateRecord state(String role, long pid, Check check) {
    return new StateRecord(
        role,
        "database",
        Phase.RUNNING,
        Mode.MAINTENANCE,
        "",
        "",
        Instant.EPOCH,
        new Incarnation("boot", pid, 500),
        Optional.of(check));
  }

  @Test
  void findsALiveDatabaseWithASocketCheck() {
    Check local = new Check.LocalSql("/qserv/data/mysql");
    assertThat(
            LocalDatabase.find(
                List.of(
                    state("xrootd", 7, new Check.Tcp("127.0.0.1", 1094)),
                    state("czar", 8, local),
                    state("worker", 7, local)),
                host()))
        .contains(new LocalDatabase("worker", Path.of("/qserv/data/mysql"), Mode.MAINTENANCE));
  }

  @Test
  void findsNoneWithoutAState() {
    assertThat(LocalDatabase.find(List.of(), host())).isEmpty();
  }
}
