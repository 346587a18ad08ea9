// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterReportTextTest {
  @Test
  void theFirstLineIsTheVerdictAndEachRoleHasATable() {
    assertThat(ClusterReportText.write(SampleReport.serving("dr1", 1).report()))
        .isEqualTo(
            """
            serving: all 6 components are ready

            workers:           1
            open-transactions: 0

            CZAR
            COMPONENT  HOST  MODE  STATE  SCHEMA  MARIADB         VERSION  SINCE                 PROBLEM
            database   czar  -     ready  17      11.4.4-MariaDB  -        2026-11-27T08:00:00Z
            proxy      czar  -     ready  -       -               55       -
            http       czar  -     ready  -       -               55       -

            WORKER
            COMPONENT  HOST             MODE  STATE  SCHEMA  MARIADB         VERSION  SINCE                 PROBLEM
            database   worker-0.worker  -     ready  3       11.4.4-MariaDB  -        2026-11-27T08:00:00Z
            svc        worker-0.worker  -     ready  -       -               55       -
            replica    worker-0.worker  -     ready  -       -               55       -
            """);
  }

  @Test
  void theSecondLineIsTheNextCommandAndAllProblemsAreListed() {
    String text =
        ClusterReportText.write(
            SampleReport.serving("dr1", 2)
                .with(SampleReport.ofWorker(ProblemKind.UNREACHABLE, 0, "svc"))
                .with(SampleReport.ofWorker(ProblemKind.STALE, 1, "replica"))
                .report());

    assertThat(text)
        .startsWith(
            """
            degraded: worker svc on worker-0.worker is unreachable: sample problem
            next: fix the sample

            worker svc on worker-0.worker is unreachable: sample problem
              fix: fix the sample
            worker replica on worker-1.worker is stale: sample problem
              fix: fix the sample
            """)
        .contains("  unreachable: sample problem\n");
  }

  @Test
  void textsOfOtherProgramsNeitherBreakTheTableNorControlTheTerminal() {
    ClusterProblem problem =
        new ClusterProblem(ProblemKind.BAD, "worker", "w", "svc", "one\ntwo\u001b[31m", "fix\rit");
    ObservedComponent component =
        new ObservedComponent(
            "worker",
            "w",
            "svc",
            true,
            Map.of(FactName.STATE, Fact.of("a\nb", "test", SampleReport.TIME)),
            List.of(problem));
    assertThat(ClusterReportText.write(SampleReport.serving("dr1", 0).with(component).report()))
        .contains("one two [31m", "next: fix it\n", "  a b  ")
        .doesNotContain("\u001b", "\r", "one\n");
  }

  @Test
  void showsTheActualModeAndTheDesiredOneIfItDiffers() {
    ObservedComponent component =
        new ObservedComponent(
            "worker",
            "w",
            "svc",
            true,
            Map.of(
                FactName.MODE, Fact.of("maintenance", "test", SampleReport.TIME),
                FactName.DESIRED_MODE, Fact.of("full", "test", SampleReport.TIME)),
            List.of());
    assertThat(ClusterReportText.write(SampleReport.serving("dr1", 0).with(component).report()))
        .contains("maintenance (desired full)");
  }

  @Test
  void severalInstancesAreNamed() {
    ClusterReport report =
        new ClusterReport(
            SampleReport.TIME,
            List.of(
                SampleReport.serving("dr1", 1).instance(),
                SampleReport.serving("dr2", 1).instance()));

    assertThat(ClusterReportText.write(report))
        .startsWith("dr1 serving: all 6 components are ready\n")
        .contains("\n\ndr2 serving: ");
  }

  @Test
  void aThousandProblemsDoNotHideTheTables() {
    SampleReport sample = SampleReport.serving("dr1", 71);
    for (int i = 0; i < 71; i++) {
      sample.with(SampleReport.ofWorker(ProblemKind.UNREACHABLE, i, "svc"));
    }
    assertThat(ClusterReportText.write(sample.report())).contains("… and 51 more problems\n");
  }
}
