// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests the metrics of a launch. */
final class LaunchMetricsTest {
  private static final Instant START = TestDocument.SINCE;

  private final LaunchMetrics metrics = new LaunchMetrics("1.2, commit abc");

  private void component(ComponentState state, Duration sinceStart, int restarts) {
    component(state, sinceStart, restarts, Optional.empty());
  }

  private void component(
      ComponentState state, Duration sinceStart, int restarts, Optional<TaskProgress> progress) {
    ComponentReport report =
        new ComponentReport(
            "xrootd",
            state,
            "",
            progress,
            START.plus(sinceStart),
            restarts,
            Set.of(Mode.FULL),
            Optional.empty(),
            ComponentVersions.NONE,
            Optional.empty());
    metrics.stateChanged(new TestDocument().components(report).build());
  }

  private List<String> samples(String name) throws IOException {
    return metrics.text().lines().filter(line -> line.startsWith(name)).toList();
  }

  @Test
  void onlyTheVersionIsKnownAtFirst() throws IOException {
    assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
        .containsExactly("qserv_entrypoint_build_info{version=\"1.2, commit abc\"} 1");
  }

  @Test
  void exactlyTheCurrentModeAndStateAreOne() throws IOException {
    component(ComponentState.BACKOFF, Duration.ZERO, 0);

    assertThat(samples("qserv_entrypoint_mode{"))
        .contains("qserv_entrypoint_mode{mode=\"full\",role=\"worker\"} 1.0")
        .filteredOn(line -> line.endsWith(" 0.0"))
        .hasSize(Mode.values().length - 1);
    assertThat(samples("qserv_entrypoint_component_state{"))
        .contains(
            "qserv_entrypoint_component_state"
                + "{component=\"xrootd\",role=\"worker\",state=\"backoff\"} 1.0")
        .filteredOn(line -> line.endsWith(" 0.0"))
        .hasSize(ComponentState.values().length - 1);
  }

  @Test
  void restartsAreCounted() throws IOException {
    component(ComponentState.READY, Duration.ZERO, 3);

    assertThat(samples("qserv_entrypoint_component_restarts_total"))
        .containsExactly(
            "qserv_entrypoint_component_restarts_total"
                + "{component=\"xrootd\",role=\"worker\"} 3.0");
  }

  @Test
  void onlyATaskWithATotalHasARatio() throws IOException {
    component(
        ComponentState.PREPARING, Duration.ZERO, 0, Optional.of(new TaskProgress("table", 3, 4)));
    assertThat(samples("qserv_entrypoint_progress_ratio"))
        .containsExactly(
            "qserv_entrypoint_progress_ratio{component=\"xrootd\",role=\"worker\"} 0.75");

    component(ComponentState.PREPARING, Duration.ZERO, 0, Optional.of(TaskProgress.of("a wait")));
    assertThat(samples("qserv_entrypoint_progress_ratio")).isEmpty();
  }

  @Test
  void theDurationOfAStateIsRecordedWhenItEnds() throws IOException {
    component(ComponentState.PREPARING, Duration.ZERO, 0);
    component(ComponentState.STARTING, Duration.ofMillis(1500), 0);
    component(ComponentState.PREPARING, Duration.ofSeconds(2), 1);
    component(ComponentState.STARTING, Duration.ofSeconds(4), 1);

    String labels = "{component=\"xrootd\",role=\"worker\",state=\"preparing\"} ";
    assertThat(samples("qserv_entrypoint_state_duration_seconds_count" + labels))
        .containsExactly("qserv_entrypoint_state_duration_seconds_count" + labels + "2");
    assertThat(samples("qserv_entrypoint_state_duration_seconds_sum" + labels))
        .containsExactly("qserv_entrypoint_state_duration_seconds_sum" + labels + "3.5");
  }

  @Test
  void aClockThatIsSetBackDecreasesNoTotal() throws IOException {
    component(ComponentState.PREPARING, Duration.ofHours(1), 0);
    component(ComponentState.STARTING, Duration.ZERO, 0);

    assertThat(samples("qserv_entrypoint_state_duration_seconds_sum"))
        .allMatch(line -> line.endsWith(" 0.0"));
  }

  private void versions(ComponentVersions versions) {
    metrics.stateChanged(
        new TestDocument()
            .components(
                TestDocument.report(
                    "database", ComponentState.READY, Optional.empty(), versions, Optional.empty()))
            .build());
  }

  @Test
  void theVersionOfEachSchemaIsAGaugeThatFollowsAnUpgrade() throws IOException {
    versions(ComponentVersions.ofSchema("worker", 3).with(ComponentVersions.ofSchema("czar", 0)));
    String name = "qserv_entrypoint_schema_version{component=\"database\",module=";
    assertThat(samples("qserv_entrypoint_schema_version"))
        .containsExactly(
            name + "\"czar\",role=\"worker\"} 0.0", name + "\"worker\",role=\"worker\"} 3.0");

    versions(ComponentVersions.ofSchema("worker", 4));
    assertThat(samples("qserv_entrypoint_schema_version"))
        .containsExactly(name + "\"worker\",role=\"worker\"} 4.0");
  }

  @Test
  void theVersionsOfADatabaseAreLabelsOfOneSample() throws IOException {
    Optional<ServerVersion> server = ServerVersion.parse("11.8.6-MariaDB");
    versions(ComponentVersions.ofDatabase(server, ServerVersion.parse("10.11.18-MariaDB")));
    assertThat(samples("qserv_entrypoint_database_info"))
        .containsExactly(
            "qserv_entrypoint_database_info{component=\"database\",recorded=\"10.11.18\","
                + "role=\"worker\",server=\"11.8.6\"} 1");

    versions(ComponentVersions.ofDatabase(server, Optional.empty()));
    assertThat(samples("qserv_entrypoint_database_info"))
        .containsExactly(
            "qserv_entrypoint_database_info{component=\"database\",recorded=\"\","
                + "role=\"worker\",server=\"11.8.6\"} 1");

    versions(ComponentVersions.NONE);
    assertThat(samples("qserv_entrypoint_database_info")).isEmpty();
  }

  @Test
  void stepsAreSummedByKind() throws IOException {
    metrics.stepCompleted("worker", "xrootd", "wait", Duration.ofMillis(250));
    metrics.stepCompleted("worker", "xrootd", "wait", Duration.ofMillis(500));

    assertThat(samples("qserv_entrypoint_step_duration_seconds"))
        .containsExactly(
            "qserv_entrypoint_step_duration_seconds_count"
                + "{component=\"xrootd\",role=\"worker\",step=\"wait\"} 2",
            "qserv_entrypoint_step_duration_seconds_sum"
                + "{component=\"xrootd\",role=\"worker\",step=\"wait\"} 0.75");
  }
}
