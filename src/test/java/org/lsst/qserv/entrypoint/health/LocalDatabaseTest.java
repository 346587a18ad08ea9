// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests how commands find the running database of their container. */
final class LocalDatabaseTest {
  private static final Check SOCKET = new Check.LocalSql("/qserv/data/mysql");
  private static final ModeSources SOURCES =
      new ModeSources(Optional.of(Path.of("/mode")), Path.of("/stored"), Mode.MAINTENANCE);

  @TempDir Path root;

  private static StateDocument launch(String role, long pid, Check check) {
    return new TestDocument()
        .role(role)
        .sources(SOURCES)
        .components(
            TestDocument.report("replica", ComponentState.PARKED),
            TestDocument.report(
                "database",
                ComponentState.READY,
                Optional.of(check),
                Optional.of(TestDocument.process(pid))))
        .build();
  }

  private Optional<LocalDatabase> find(StateDocument... documents) {
    return LocalDatabase.find(List.of(documents), TestDocument.host(root).host());
  }

  @Test
  void theDatabaseIsTheLiveProcessThatIsCheckedThroughItsSocket() {
    assertThat(
            find(
                launch("xrootd", 7, new Check.Tcp("127.0.0.1", 1094)),
                launch("czar", 8, SOCKET),
                launch("worker", 7, SOCKET)))
        .contains(new LocalDatabase("worker", Path.of("/qserv/data/mysql"), SOURCES));
  }

  @Test
  void aComponentWithoutProcessIsNotARunningDatabase() {
    assertThat(
            find(
                new TestDocument()
                    .components(
                        TestDocument.report(
                            "database",
                            ComponentState.PREPARING,
                            Optional.of(SOCKET),
                            Optional.empty()))
                    .build()))
        .isEmpty();
  }

  @Test
  void aContainerWithoutLaunchHasNoDatabase() {
    assertThat(find()).isEmpty();
  }
}
