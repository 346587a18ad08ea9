// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.cluster.report.SampleReport.TIME;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterReportJsonTest {
  @Test
  void writesVerdictProblemsComponentsAndFactsWithSourceAndTime() {
    Map<String, FactValue> journal = new LinkedHashMap<>();
    journal.put("step", new FactValue.Whole(3));
    journal.put("statement", new FactValue.Text("ALTER TABLE \"a\""));
    ClusterProblem problem =
        new ClusterProblem(
            ProblemKind.ACCESS_DENIED, "worker", "w0", "database", "denied", "check it");
    ObservedComponent component =
        new ObservedComponent(
            "worker",
            "w0",
            "database",
            true,
            Map.of(FactName.JOURNAL, Fact.of(journal, "SQL w0", TIME)),
            List.of(problem));
    InstanceReport instance =
        new InstanceReport(
            "dr1",
            "http",
            new Verdict(InstanceState.DEGRADED, "why", "do"),
            List.of(problem),
            List.of(component),
            Map.of(FactName.WORKERS, Fact.of(1, "HTTP c", TIME)));
    String problemJson =
        """
        {"kind": "access-denied", "role": "worker", "host": "w0", "component": "database", \
        "text": "denied", "fix": "check it"}\
        """;

    assertThat(ClusterReportJson.write(new ClusterReport(TIME, List.of(instance))))
        .isEqualTo(
            """
            {"version": 1, "time": "2026-11-27T17:20:00Z", "instances": [{"id": "dr1", \
            "release-line": "http", "verdict": {"state": "degraded", "reason": "why", \
            "command": "do"}, "problems": [PROBLEM], "components": [{"role": "worker", \
            "host": "w0", "component": "database", "expected": true, "facts": {"journal": \
            {"value": {"step": 3, "statement": "ALTER TABLE \\"a\\""}, "source": "SQL w0", \
            "time": "2026-11-27T17:20:00Z"}}, "problem": PROBLEM}], "facts": {"workers": \
            {"value": 1, "source": "HTTP c", "time": "2026-11-27T17:20:00Z"}}}]}\
            """
                .replace("PROBLEM", problemJson));
  }

  @Test
  void writesNullForAComponentWithoutAProblem() {
    assertThat(ClusterReportJson.write(SampleReport.serving("dr1", 1).report()))
        .contains("\"problem\": null");
  }

  @Test
  void theWorstStateIsThatOfTheInstanceThatNeedsMostAttention() {
    InstanceReport serving = SampleReport.serving("a", 1).instance();
    InstanceReport degraded =
        SampleReport.serving("b", 1)
            .with(SampleReport.ofWorker(ProblemKind.UNREACHABLE, 0, "svc"))
            .instance();

    assertThat(new ClusterReport(TIME, List.of(degraded, serving)).worstState())
        .isEqualTo(InstanceState.DEGRADED);
  }
}
