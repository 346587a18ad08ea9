// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;
import org.lsst.qserv.entrypoint.cluster.snapshot.Change;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionFailure;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionStatistics;

/** Tests the content of the pages. StatusPageIT operates them in a browser. */
final class StatusPageTest {
  private static final Instant NOW = Instant.parse("2026-11-27T17:20:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=y>";

  private final StatusPage page = new StatusPage("entrypoint 1.2");

  private static Snapshot snapshot(ClusterReport report, Change... changes) {
    return new Snapshot(
        Optional.of(report),
        Optional.empty(),
        new CollectionStatistics(1, 0, Duration.ofMillis(800)),
        INTERVAL,
        List.of(changes));
  }

  /** Returns what a reader sees: without tags, with single spaces. */
  private static String text(String html) {
    return html.substring(html.indexOf("<header>"))
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }

  private static InstanceReport hostile() {
    ClusterProblem problem =
        new ClusterProblem(ProblemKind.BAD, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    Fact fact = Fact.of(HOSTILE, HOSTILE, NOW);
    ObservedComponent bad =
        new ObservedComponent(
            HOSTILE, HOSTILE, HOSTILE, true, Map.of(FactName.STATE, fact), List.of(problem));
    Map<FactName, Fact> all = new java.util.EnumMap<>(FactName.class);
    for (FactName name : FactName.values()) {
      all.put(name, fact);
    }
    ObservedComponent other =
        new ObservedComponent(HOSTILE, "b" + HOSTILE, HOSTILE, false, all, List.of());
    return new InstanceReport(
        HOSTILE,
        HOSTILE,
        new Verdict(InstanceState.DEGRADED, HOSTILE, HOSTILE),
        List.of(problem),
        List.of(bad, other),
        all);
  }

  @Test
  void escapesEverythingThatComesFromOtherSystems() {
    Change change =
        new Change(NOW, HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), HOSTILE, HOSTILE, HOSTILE);
    Snapshot snapshot =
        new Snapshot(
            Optional.of(new ClusterReport(NOW, List.of(hostile(), hostile()))),
            Optional.of(new CollectionFailure(NOW, HOSTILE)),
            new CollectionStatistics(1, 1, Duration.ZERO),
            INTERVAL,
            List.of(change));
    String overview = new StatusPage(HOSTILE).overview(snapshot, NOW);
    String host = page.host(snapshot, NOW, HOSTILE, HOSTILE, "b" + HOSTILE).orElseThrow();

    assertThat(List.of(overview, host))
        .allSatisfy(html ->
            assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img", "'><", "\"'>"));
  }

  @Test
  void showsTheVerdictBeforeTheProblemsAndThoseBeforeTheRoles() {
    String text = text(page.overview(snapshot(SampleCluster.degraded(NOW, 2)), NOW));

    assertThat(text)
        .containsSubsequence(
            "Collected 0 s ago",
            "dr1 release line http",
            "degraded worker svc on worker-0.worker is unreachable: connection refused",
            "Next: kubectl logs qserv-worker-0 -c svc",
            "Problems (3)",
            "unreachable worker svc on worker-0.worker connection refused by worker-0.worker:25010"
                + " Fix: check the container: docker logs worker-0-svc",
            "access denied worker database on worker-1.worker",
            "Replication level least 2, required 3",
            "czar on czar",
            "worker 2 hosts, *.worker",
            "worker-0 unreachable",
            "worker-1 access denied",
            "Last changes");
  }

  @Test
  void showsTheStepOfARunningUpgrade() {
    InstanceReport instance =
        SampleCluster.upgrading(
            SampleCluster.instance("dr1", 1, NOW), SampleCluster.worker(0), NOW, 3, 12);
    String html = page.overview(snapshot(new ClusterReport(NOW, List.of(instance))), NOW);

    assertThat(html)
        .contains(
            "<progress aria-label=\"progress of database on worker-0.worker\" max=\"12\""
                + " value=\"2\"></progress>");
    assertThat(text(html))
        .contains("2 of 12 steps in 12 min", "upgrade to version 4: ALTER TABLE `Id` ADD COLUMN");
  }

  @Test
  void aRoleWithManyHostsIsAGridOfLinksWithoutTheirCommonDomain() {
    String html = page.overview(snapshot(SampleCluster.degraded(NOW, 71)), NOW);
    Matcher tiles = Pattern.compile("<a class=\"tile is-(\\w+)\"").matcher(html);
    List<String> states = tiles.results().map(tile -> tile.group(1)).toList();

    assertThat(states).hasSize(71);
    assertThat(states.getFirst()).isEqualTo("degraded");
    assertThat(states.get(17)).isEqualTo("upgrading");
    assertThat(states.get(18)).isEqualTo("serving");
    assertThat(text(html))
        .contains(
            "68 ready",
            "Mode full (71), maintenance (1)",
            " worker-70 access denied",
            " worker-17 upgrade 16 %");
    assertThat(html)
        .contains("href=\"host?instance=dr1&amp;role=worker&amp;host=worker-70.worker\"");
  }

  @Test
  void thePageOf71WorkersIsSmall() {
    String html = page.overview(snapshot(SampleCluster.degraded(NOW, 71)), NOW);

    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(64 * 1024);
  }

  @Test
  void thePageOfAHostShowsEachFactWithSourceAndTime() {
    String host = SampleCluster.worker(1);
    Snapshot snapshot = snapshot(SampleCluster.serving(NOW, 2));
    String text = text(page.host(snapshot, NOW, "dr1", "worker", host).orElseThrow());

    assertThat(text)
        .contains(
            "schema 3 SQL monitor@worker-1.worker:3306 17:20:00 UTC",
            "version 55 http://worker-1.worker:25010/meta/version 17:20:00 UTC");
    assertThat(page.host(snapshot, NOW, "dr1", "worker", "worker-2.worker")).isEmpty();
    assertThat(page.host(snapshot, NOW, "dr1", "czar", host)).isEmpty();
    assertThat(page.host(snapshot, NOW, "dr2", "worker", host)).isEmpty();
  }

  @Test
  void severalInstancesHaveANavigationAndTheIconOfTheWorst() {
    InstanceReport good = SampleCluster.instance("dr1", 2, NOW);
    InstanceReport bad =
        SampleCluster.withVerdict(
            SampleCluster.instance("dr2", 2, NOW),
            new Verdict(InstanceState.DEGRADED, "a reason", ""));
    String html = page.overview(snapshot(new ClusterReport(NOW, List.of(good, bad))), NOW);

    assertThat(html)
        .contains(
            "<nav aria-label=\"Instances\"",
            "<a href=\"#instance-dr2\">",
            "<section class=\"instance\" id=\"instance-dr2\"",
            "<title>serving – dr1, degraded – dr2 · Qserv</title>",
            "href=\"icon-degraded.svg\"");
  }

  @Test
  void saysThatTheDataIsOldAndWhyTheCollectionFailed() {
    Snapshot snapshot =
        new Snapshot(
            Optional.of(SampleCluster.serving(NOW, 2)),
            Optional.of(new CollectionFailure(NOW.plusSeconds(60), "the description is damaged")),
            new CollectionStatistics(1, 12, Duration.ZERO),
            INTERVAL,
            List.of());
    Instant later = NOW.plusSeconds(61);

    assertThat(page.overview(snapshot, later)).contains("href=\"icon-unknown.svg\"");
    assertThat(text(page.overview(snapshot, later)))
        .contains(
            "Collected 1 min ago, at 17:20:00 UTC",
            "This data is old. The current state is unknown until a collection succeeds.",
            "The collection failed: the description is damaged ( 17:21:00 UTC )");
  }

  @Test
  void saysThatNothingHasBeenCollected() {
    String html = page.overview(Snapshot.empty(INTERVAL), NOW);

    assertThat(text(html))
        .contains("Nothing has been collected yet", "The first collection has not finished yet.")
        .doesNotContain("serving");
  }

  @Test
  void showsAnEqualChangeOfManyHostsOnce() {
    Change change =
        new Change(
            NOW.minusSeconds(90_000),
            "dr1",
            "worker",
            "svc",
            List.of("worker-0", "worker-1", "worker-2"),
            Change.STATE,
            "ready",
            "access-denied");
    String html = page.overview(snapshot(SampleCluster.serving(NOW, 3), change), NOW);

    assertThat(text(html))
        .contains(
            "2026-11-26 16:20:00 UTC worker svc on worker-0 and 2 others ready → is now access"
                + " denied");
  }

  @Test
  void loadsNothingFromOtherServersAndHasNoInlineScriptOrStyle() {
    String html = page.overview(snapshot(SampleCluster.degraded(NOW, 71)), NOW);

    assertThat(html + StatusPage.styles() + StatusPage.script())
        .doesNotContainPattern("(?i)(src|href|action)=\"(https?:)?//")
        .doesNotContainPattern("url\\(|@import");
    assertThat(html)
        .doesNotContainPattern(" style=")
        .doesNotContainPattern(" on[a-z]+=")
        .doesNotContainPattern("<script(?! src=\"page.js\" defer></script>)");
  }

  @ParameterizedTest
  @EnumSource
  void everyStateHasAnIconAndASymbol(InstanceState state) {
    assertThat(StatusPage.icon(state)).startsWith("<svg ");
    assertThat(PageFiles.read("page.html"))
        .contains("<symbol id=\"symbol-" + Appearance.of(state) + "\"");
  }
}
