// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.cluster.report.SampleReport;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;

/** Tests which differences between reports are changes. */
final class ChangeHistoryTest {
  private final ChangeHistory history = new ChangeHistory();

  private static ClusterReport report(InstanceReport... instances) {
    return new ClusterReport(SampleReport.TIME, List.of(instances));
  }

  private static InstanceReport unreachable(int... workers) {
    SampleReport sample = SampleReport.serving("dr1", 71);
    for (int worker : workers) {
      sample.with(SampleReport.ofWorker(ProblemKind.UNREACHABLE, worker, "database"));
    }
    return sample.instance();
  }

  private List<String> texts() {
    return history.changes().stream()
        .map(change ->
            "%s %s: %s -> %s"
                .formatted(change.subject(), change.aspect(), change.before(), change.after())
                .strip())
        .toList();
  }

  @Test
  void theFirstReportChangesNothing() {
    history.add(report(unreachable(1)));

    assertThat(history.changes()).isEmpty();
  }

  @Test
  void anEqualChangeOfSeveralHostsIsOneAndFollowsTheVerdict() {
    history.add(report(unreachable()));
    history.add(report(unreachable(0)));
    history.add(report(unreachable(IntStream.range(0, 71).toArray())));

    assertThat(texts())
        .containsExactly(
            "worker database on worker-1.worker and 69 others state: ready -> unreachable",
            "verdict: serving -> degraded",
            "worker database on worker-0.worker state: ready -> unreachable");
  }

  @Test
  void aValueThatWasUnknownForAWhileIsComparedWithTheLastKnownOne() {
    history.add(report(unreachable()));
    history.add(report(unreachable(2)));
    InstanceReport upgraded = unreachable();
    List<ObservedComponent> components =
        upgraded.components().stream()
            .map(component ->
                component.host().equals("worker-2.worker")
                        && component.component().equals("database")
                    ? new ObservedComponent(
                        "worker",
                        component.host(),
                        "database",
                        true,
                        Map.of(
                            FactName.STATE,
                            Fact.of("ready", "SQL", SampleReport.TIME),
                            FactName.SCHEMA,
                            Fact.of(4, "SQL", SampleReport.TIME)),
                        List.of())
                    : component)
            .toList();
    history.add(
        report(
            new InstanceReport(
                "dr1", "http", upgraded.verdict(), List.of(), components, upgraded.facts())));

    assertThat(texts())
        .startsWith(
            "verdict: degraded -> serving",
            "worker database on worker-2.worker state: unreachable -> ready",
            "worker database on worker-2.worker schema: 3 -> 4");
  }

  @Test
  void instancesDoNotMix() {
    InstanceReport second = SampleReport.serving("dr2", 2).instance();
    history.add(report(unreachable(), second));
    history.add(
        report(
            unreachable(),
            SampleReport.serving("dr2", 2)
                .instance(new Verdict(InstanceState.MAINTENANCE, "as desired", ""))));

    assertThat(history.changes()).singleElement().extracting(Change::instance).isEqualTo("dr2");
  }

  @Test
  void theNumberOfChangesIsBounded() {
    for (int i = 0; i < 300; i++) {
      Instant time = SampleReport.TIME.plusSeconds(i);
      history.add(new ClusterReport(time, List.of(i % 2 == 0 ? unreachable() : unreachable(3))));
    }

    assertThat(history.changes()).hasSize(ChangeHistory.MAX_CHANGES);
    assertThat(history.changes().getFirst().time()).isEqualTo(SampleReport.TIME.plusSeconds(299));
  }
}
