// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.cluster.collect.TestTargets;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;

/** Tests the facts of running instances, and which of several instances need an upgrade. */
final class ObservedFactsTest {
  private static final Instant TIME = Instant.parse("2026-11-27T17:20:00Z");

  @TempDir Path directory;

  private final List<Target> targets = new ArrayList<>();
  private final List<ObservedComponent> components = new ArrayList<>();

  /** Adds a worker that reports facts; an absent one is not reported. */
  private void worker(String host, Map<FactName, Fact> database, Map<FactName, Fact> service) {
    targets.add(TestTargets.database(host, 3306));
    targets.add(TestTargets.service(host, 25010));
    components.add(new ObservedComponent("worker", host, "database", true, database, List.of()));
    components.add(new ObservedComponent("worker", host, "svc", true, service, List.of()));
  }

  private void worker(String host, int schema, String server, int version) {
    worker(
        host,
        Map.of(
            FactName.SCHEMA,
            Fact.of(schema, "SQL", TIME),
            FactName.MARIADB,
            Fact.of(server, "SQL", TIME)),
        Map.of(FactName.VERSION, Fact.of(version, "HTTP", TIME)));
  }

  private ImageFacts facts() {
    return new ObservedFacts(
            new InstanceDescription("dr1", "http", Optional.empty(), targets),
            new InstanceReport(
                "dr1",
                "http",
                new Verdict(InstanceState.SERVING, "", ""),
                List.of(),
                components,
                Map.of()))
        .facts(Set.of("replication"), Set.of("czar", "worker"));
  }

  private static SchemaFacts schema(ImageFacts facts, String module) {
    return requireNonNull(facts.schemas().get(module));
  }

  @Test
  void whatAllComponentsReportIsKnownAndEverythingElseIsNot() {
    worker("worker-1", 3, "10.11.14-MariaDB-0+deb12u2", 55);
    worker("worker-2", 3, "10.11.6-MariaDB", 55);
    ImageFacts facts = facts();
    assertThat(facts.releaseLine()).isEqualTo(ImageFact.known("http", "description of dr1"));
    assertThat(facts.mariadb())
        .isEqualTo(ImageFact.known("10.11", "reported as 10.11 by worker database on worker-1"));
    assertThat(facts.rest().version())
        .isEqualTo(ImageFact.known(55, "reported as 55 by worker svc on worker-1"));
    assertThat(schema(facts, "worker").version())
        .isEqualTo(ImageFact.known(3, "reported as 3 by worker database on worker-1"));
    assertThat(schema(facts, "czar").version())
        .isEqualTo(ImageFact.unknown("the description has no component that reports it"));
    ImageFact<String> unknown = ImageFact.unknown("a running instance does not report it");
    assertThat(facts.protocols()).isEqualTo(Map.of("replication", unknown));
    assertThat(List.of(facts.release(), facts.catalog().digest())).containsOnly(unknown);
  }

  @Test
  void aFactThatOneComponentDoesNotReportIsUnknown() {
    worker("worker-1", 3, "11.4.4-MariaDB", 55);
    worker("worker-2", Map.of(), Map.of());
    ImageFacts facts = facts();
    assertThat(schema(facts, "worker").version())
        .isEqualTo(ImageFact.unknown("not reported by worker database on worker-2"));
    assertThat(facts.mariadb().isKnown()).isFalse();
    assertThat(facts.rest().version())
        .isEqualTo(ImageFact.unknown("not reported by worker svc on worker-2"));
  }

  @Test
  void aFactThatComponentsReportDifferentlyIsUnknown() {
    worker("worker-1", 3, "11.4.4-MariaDB", 55);
    worker("worker-2", 2, "10.11.6-MariaDB", 55);
    ImageFacts facts = facts();
    assertThat(schema(facts, "worker").version())
        .isEqualTo(
            ImageFact.unknown(
                "reported differently: 2 by worker database on worker-2, 3 by worker database on"
                    + " worker-1"));
    assertThat(facts.mariadb().source()).startsWith("reported differently: 10.11 by ");
    assertThat(facts.rest().version().isKnown()).isTrue();
  }

  @Test
  void aDatabaseWithoutASchemaHasNoVersion() {
    worker("worker-1", Map.of(FactName.SCHEMA, Fact.of("uninitialized", "SQL", TIME)), Map.of());
    assertThat(schema(facts(), "worker").version().isKnown()).isFalse();
  }

  @Test
  void onlyInstancesThatDifferFromTheNewImageNeedAnUpgrade() {
    ImageFacts target = new TestFacts().build();
    Map<String, ImageFacts> instances = new LinkedHashMap<>();
    instances.put("same", observed().text("mariadb", "11.4").build());
    instances.put("other-rest", observed().number("rest.version", 54).build());
    instances.put("old-schema", observed().number("schemas.worker", 2).build());
    instances.put("old-series", observed().text("mariadb", "10.11").build());
    instances.put("unknown-schema", observed().without("schemas.czar").build());
    instances.put("newer", observed().number("schemas.worker", 4).build());
    List<InstanceUpgrade> upgrades =
        new UpgradeAssessor(new TestHost(directory).host(), TestFiles.BUNDLED)
            .plans(instances, target, StepTemplates.of(TestFiles.BUNDLED, "helm"));
    assertThat(upgrades)
        .extracting(upgrade -> upgrade.instance() + " " + upgrade.plan().isPresent())
        .containsExactly(
            "same false",
            "other-rest true",
            "old-schema true",
            "old-series true",
            "unknown-schema true",
            "newer true");
    assertThat(upgrades)
        .filteredOn(InstanceUpgrade::isImpossible)
        .extracting(InstanceUpgrade::instance)
        .containsExactly("newer");
    assertThat(InstancePlanFormatter.text(upgrades))
        .startsWith("# Instance same: no upgrade needed\n\n# Instance other-rest: upgrade needed\n")
        .contains("# Instance old-schema: upgrade needed\nverdict: maintenance (");
  }

  private static TestFacts observed() {
    return new TestFacts()
        .without("rest.oldest-accepted")
        .without("protocols.czar-worker")
        .without("protocols.replication");
  }
}
