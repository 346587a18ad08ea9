// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests the table of the command status. */
final class StatusTableTest {
  private static final StateDocument WORKER =
      new TestDocument()
          .components(
              report("database", ComponentState.READY, "", 0),
              report("xrootd", ComponentState.BACKOFF, "exited with code 1", 12))
          .build();

  private static ComponentReport report(
      String name, ComponentState state, String reason, int restarts) {
    return new ComponentReport(
        name,
        state,
        reason,
        Optional.empty(),
        TestDocument.SINCE,
        restarts,
        Set.of(Mode.FULL),
        Optional.empty(),
        ComponentVersions.NONE,
        Optional.empty());
  }

  @Test
  void columnsAreAlignedAndNoLineEndsWithSpaces() {
    assertThat(new StatusTable(false).add(WORKER))
        .hasToString(
            """
            ROLE    COMPONENT  MODE  STATE    SINCE                 RESTARTS  REASON
            worker  database   full  ready    2026-01-02T03:04:05Z  0
            worker  xrootd     full  backoff  2026-01-02T03:04:05Z  12        exited with code 1
            """);
  }

  @Test
  void theStatesAreColoredOnATerminalWithoutChangingTheAlignment() {
    assertThat(new StatusTable(true).add(WORKER))
        .hasToString(
            """
            ROLE    COMPONENT  MODE  STATE    SINCE                 RESTARTS  REASON
            worker  database   full  \u001b[32mready\u001b[0m    2026-01-02T03:04:05Z  0
            worker  xrootd     full  \u001b[31mbackoff\u001b[0m  2026-01-02T03:04:05Z  12        \
            exited with code 1
            """);
  }

  @Test
  void theProgressFollowsTheReason() {
    assertThat(
            new StatusTable(false)
                .add(
                    new TestDocument()
                        .components(
                            TestDocument.report(
                                "database",
                                ComponentState.STARTING,
                                "refused",
                                TaskProgress.of("upgrade follows")),
                            TestDocument.report(
                                "xrootd",
                                ComponentState.PREPARING,
                                "two\nlines",
                                new TaskProgress("schema worker", 3, 17)))
                        .build()))
        .hasToString(
            """
            ROLE    COMPONENT  MODE  STATE      SINCE                 RESTARTS  REASON
            worker  database   full  starting   2026-01-02T03:04:05Z  0         refused; upgrade follows
            worker  xrootd     full  preparing  2026-01-02T03:04:05Z  0         two lines; schema worker (3 of 17)
            """);
  }

  @ParameterizedTest
  @EnumSource
  void everyStateHasOneOfFourColors(ComponentState state) {
    String row =
        new StatusTable(true)
            .add(new TestDocument().components(TestDocument.report("xrootd", state)).build())
            .toString();
    assertThat(row).containsPattern("\u001b\\[(31|32|33|36)m" + state + "\u001b\\[0m");
  }

  @Test
  void launchesFollowEachOther() {
    assertThat(
            new StatusTable(false)
                .add(WORKER)
                .add(new TestDocument().role("replication").build())
                .toString()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("ROLE", "worker", "worker", "replication");
  }

  @Test
  void aTableWithoutLaunchesIsAHeading() {
    assertThat(new StatusTable(false))
        .hasToString("ROLE  COMPONENT  MODE  STATE  SINCE  RESTARTS  REASON\n");
  }
}
