// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.RegistryEntry;
import org.lsst.qserv.entrypoint.cluster.collect.TestTargets;
import org.lsst.qserv.entrypoint.cluster.collect.Trouble;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests the judgement without a network. */
final class InstanceAssessmentTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private Optional<Mode> desired = Optional.empty();

  private InstanceReport assess(Observation... observations) {
    List<Target> targets = Arrays.stream(observations).map(Observation::target).toList();
    return InstanceAssessment.assess(
        new InstanceDescription("dr1", "http", desired, targets), List.of(observations), NOW);
  }

  private static Observation service(String host) {
    return service(host, "id-of-" + host, "dr1");
  }

  private static Observation service(String host, String identity, String instance) {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    facts.put(FactName.STATE, Fact.of("ready", "test", NOW));
    facts.put(FactName.IDENTITY, Fact.of(identity, "test", NOW));
    facts.put(FactName.INSTANCE, Fact.of(instance, "test", NOW));
    return Observation.of(TestTargets.service(host, 25010), facts);
  }

  private static Observation database(String host, int version) {
    return database(host, new Version(version), Optional.empty());
  }

  private static Observation database(String host, Version version, Optional<Progress> upgrade) {
    return new Observation(
        TestTargets.database(host, 3306),
        Optional.empty(),
        Map.of(FactName.STATE, Fact.of("ready", "test", NOW)),
        Optional.of(version),
        upgrade,
        Optional.empty());
  }

  private static Observation registry(RegistryEntry... entries) {
    return new Observation(
        TestTargets.registry("registry", 25082),
        Optional.empty(),
        Map.of(FactName.STATE, Fact.of("ready", "test", NOW)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(entries)));
  }

  private static RegistryEntry entry(String name, String host, int age) {
    return new RegistryEntry(
        "workers",
        "qserv",
        name,
        Optional.empty(),
        host,
        "10.0.0.1",
        NOW.minusSeconds(age),
        NOW,
        OptionalInt.empty(),
        "HTTP registry");
  }

  private static Progress upgrade(Optional<String> session) {
    return new Progress(
        "qservw_worker",
        new Version(2),
        new Version(3),
        5,
        10,
        "migrate-2-to-3.sql: 5",
        "ALTER TABLE Chunks",
        Duration.ofSeconds(3),
        Duration.ofSeconds(60),
        Optional.empty(),
        session);
  }

  private static Observation failed(Observation like, ProblemKind kind, boolean refused) {
    return Observation.failed(like.target(), new Trouble(kind, "the reason", "the fix", refused));
  }

  private static Observation refused(Observation like) {
    return failed(like, ProblemKind.UNREACHABLE, true);
  }

  private static void assertProblem(InstanceReport report, ProblemKind kind, String text) {
    assertThat(report.verdict().state()).isEqualTo(InstanceState.DEGRADED);
    assertThat(report.problems())
        .extracting(ClusterProblem::kind, ClusterProblem::text)
        .containsExactly(tuple(kind, text));
    assertThat(report.verdict().command()).isEqualTo(report.problems().getFirst().fix());
  }

  private static Observation with(Observation observation, FactName name, Fact fact) {
    Map<FactName, Fact> facts = new EnumMap<>(observation.facts());
    facts.put(name, fact);
    return Observation.of(observation.target(), facts);
  }

  private static Observation expiring(String host, String end) {
    return with(service(host), FactName.CERTIFICATE_EXPIRES, Fact.of(end, "test", NOW));
  }

  private static Observation volume(Observation observation, long free, long size) {
    FactValue space =
        new FactValue.Fields(
            Map.of("free", new FactValue.Whole(free), "size", new FactValue.Whole(size)));
    return with(observation, FactName.VOLUMES, Fact.of(Map.of("/qserv/data", space), "test", NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-11T12:00:00Z, 'expires in 14 days, at 2026-12-11T12:00:00Z'",
    "2026-11-27T12:00:01Z, 'expires in 0 days, at 2026-11-27T12:00:01Z'",
    "2026-11-27T12:00:00Z, has expired at 2026-11-27T12:00:00Z",
    "2025-01-01T00:00:00Z, has expired at 2025-01-01T00:00:00Z"
  })
  void aCertificateThatHasExpiredOrExpiresSoonIsAProblem(String end, String text) {
    assertProblem(
        assess(service("w0"), expiring("w1", end)),
        ProblemKind.EXPIRING,
        "its certificate " + text);
  }

  @Test
  void aCertificateThatExpiresLaterIsNoProblem() {
    assertThat(assess(expiring("w0", "2026-12-11T12:00:01Z")).problems()).isEmpty();
  }

  @Test
  void aFullVolumeIsOneProblemOfItsLauncher() {
    InstanceReport report =
        assess(
            volume(service("w0"), 1 << 20, 1 << 30), volume(database("w0", 3), 1 << 20, 1 << 30));

    assertProblem(
        report, ProblemKind.BAD, "the volume of /qserv/data is full: 1 of 1024 MiB are free");
  }

  @ParameterizedTest
  @CsvSource({
    "10995116277760, 1073741824", // 10 TiB, of which 1 GiB is free
    "1073741824, 10737419", // 1 GiB, of which 1 % is free
    "0, 0" // a volume that reports no size, such as a pseudo file system
  })
  void aVolumeIsNotFullAtTheLimit(long size, long free) {
    assertThat(assess(volume(service("w0"), free, size)).problems()).isEmpty();
  }

  @Test
  void isServingIfEverythingAnswersAsDescribed() {
    InstanceReport report =
        assess(database("w0", 3), service("w0"), registry(entry("id-of-w0", "w0", 1)));

    assertThat(report.verdict()).hasToString("serving: all 3 components are ready");
    assertThat(report.verdict().command()).isEmpty();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void isDegradedIfAComponentIsUnreachableAndSaysWhichAndWhatToDo() {
    InstanceReport report =
        assess(database("w0", 3), refused(service("w0")), database("w1", 3), service("w1"));

    assertThat(report.verdict())
        .hasToString("degraded: worker svc on w0 is unreachable: the reason");
    assertThat(report.verdict().command()).isEqualTo("the fix");
    assertThat(report.components().get(1).problem()).contains(report.problems().getFirst());
  }

  @Test
  void accessDeniedAndBadAreNotUnreachable() {
    InstanceReport report =
        assess(
            failed(database("w0", 3), ProblemKind.ACCESS_DENIED, false),
            failed(service("w0"), ProblemKind.BAD, false),
            database("w1", 3));

    assertThat(report.verdict())
        .hasToString(
            "degraded: worker database on w0 is access-denied: the reason (and 1 more problem)");
  }

  @Test
  void isUnknownIfNothingCanBeObserved() {
    assertThat(assess(refused(database("w0", 3)), refused(service("w0"))).verdict().state())
        .isEqualTo(InstanceState.UNKNOWN);
    assertThat(assess().verdict().state()).isEqualTo(InstanceState.UNKNOWN);
  }

  @Test
  void isInMaintenanceIfOnlyTheDatabasesRunAndTheDescriptionHasNoMode() {
    InstanceReport report = assess(database("w0", 3), refused(service("w0")));

    assertThat(report.verdict())
        .hasToString("maintenance: every database is ready, and nothing else runs");
    assertThat(report.problems()).isEmpty();
    assertThat(report.components().get(1).text(FactName.STATE)).isEqualTo("not-running");
  }

  @Test
  void isDegradedIfOnlyTheDatabasesRunAndTheDescriptionRequiresModeFull() {
    desired = Optional.of(Mode.FULL);

    assertProblem(
        assess(database("w0", 3), refused(service("w0"))), ProblemKind.UNREACHABLE, "the reason");
  }

  @Test
  void isDegradedIfServicesHangEvenIfAllDatabasesRun() {
    assertProblem(
        assess(database("w0", 3), failed(service("w0"), ProblemKind.UNREACHABLE, false)),
        ProblemKind.UNREACHABLE,
        "the reason");
  }

  @Test
  void aServiceThatRunsInDesiredMaintenanceDiffers() {
    desired = Optional.of(Mode.MAINTENANCE);

    assertProblem(
        assess(database("w0", 3), service("w0")),
        ProblemKind.DIFFERENT,
        "it runs, but it does not run in mode maintenance");
    assertThat(assess(database("w0", 3), refused(service("w0"))).verdict().state())
        .isEqualTo(InstanceState.MAINTENANCE);
  }

  @Test
  void isUpgradingWhileASessionExecutesAnUpgrade() {
    InstanceReport report =
        assess(
            database("w0", new Version(2), Optional.of(upgrade(Optional.of("session 7")))),
            refused(service("w0")));

    assertThat(report.verdict())
        .hasToString(
            "upgrading: on w0, qservw_worker from 2 to 3 (statement 5 of 10, ALTER TABLE Chunks)");
  }

  @Test
  void anUpgradeThatNoSessionExecutesWasInterrupted() {
    assertProblem(
        assess(database("w0", new Version(2), Optional.of(upgrade(Optional.empty())))),
        ProblemKind.BAD,
        "the upgrade of qservw_worker from 2 to 3 (statement 5 of 10, ALTER TABLE Chunks) was"
            + " interrupted");
  }

  @Test
  void anOlderOrNewerSchemaDiffersAndAMissingOneIsMissing() {
    assertProblem(
        assess(database("w0", 2)),
        ProblemKind.DIFFERENT,
        "schema qservw_worker has version 2, expected 3");
    assertProblem(
        assess(database("w0", 4)),
        ProblemKind.DIFFERENT,
        "schema qservw_worker has version 4, expected 3");
    assertProblem(
        assess(database("w0", Version.UNINITIALIZED, Optional.empty())),
        ProblemKind.MISSING,
        "database qservw_worker has no schema");
  }

  @Test
  void aServiceThatIsNotInTheRegistryIsMissingThere() {
    assertProblem(
        assess(service("w0"), registry()), ProblemKind.MISSING, "it is not in the registry");
  }

  @Test
  void anOldHeartbeatIsStaleAndARecentOneIsNot() {
    assertThat(assess(service("w0"), registry(entry("w", "w0", 5))).problems()).isEmpty();
    assertProblem(
        assess(service("w0"), registry(entry("w", "w0", 6))),
        ProblemKind.STALE,
        "its last heartbeat in the registry is 6 s old");
  }

  @Test
  void theRegistryIsNotBlamedForAServiceThatDoesNotAnswer() {
    assertProblem(
        assess(refused(service("w0")), registry(entry("w", "w0", 60))),
        ProblemKind.UNREACHABLE,
        "the reason");
  }

  @Test
  void severalEntriesOfOneUnexpectedHostAreOneComponent() {
    InstanceReport report =
        assess(
            service("w0"),
            registry(
                entry("id-of-w0", "w0", 1),
                entry("new", "old-host", 1),
                entry("old", "old-host", 999)));

    assertThat(report.components().stream().filter(component -> !component.expected()))
        .singleElement()
        .satisfies(component ->
            assertThat(component.problems())
                .extracting(ClusterProblem::kind)
                .containsExactly(ProblemKind.STALE, ProblemKind.UNEXPECTED));
    assertThat(report.problems()).hasSize(2);
  }

  @Test
  void theHeartbeatOfAnotherServiceOnTheHostDoesNotHideAStaleOne() {
    assertProblem(
        assess(service("w0"), registry(entry("id-of-w0", "w0", 999), entry("other", "w0", 1))),
        ProblemKind.STALE,
        "its last heartbeat in the registry is 999 s old");
  }

  /** As a czar does, whose identity is its number in its database. */
  private static RegistryEntry numbered(RegistryEntry entry, String id) {
    return new RegistryEntry(
        entry.group(),
        entry.part(),
        entry.name(),
        Optional.of(id),
        entry.host(),
        entry.address(),
        entry.heartbeat(),
        entry.read(),
        entry.managementPort(),
        entry.source());
  }

  @Test
  void aServiceThatRegistersWithANumberIsFoundByIt() {
    RegistryEntry proxy = numbered(entry("proxy", "w0", 0), "1");
    assertProblem(
        assess(service("w0", "2", "dr1"), registry(proxy)),
        ProblemKind.MISSING,
        "it is not in the registry");
    assertProblem(
        assess(service("w0", "2", "dr1"), registry(proxy, numbered(entry("http", "w0", 60), "2"))),
        ProblemKind.STALE,
        "its last heartbeat in the registry is 60 s old");
    assertThat(
            assess(
                    service("w0", "2", "dr1"),
                    service("w1", "2", "dr1"),
                    registry(
                        numbered(entry("http-0", "w0", 0), "2"),
                        numbered(entry("http-1", "w1", 0), "2")))
                .problems())
        .isEmpty();
  }

  @Test
  void theAgeOfAHeartbeatDoesNotIncludeTheTimeOfTheOtherChecks() {
    RegistryEntry late = entry("id-of-w0", "w0", 60);
    RegistryEntry read =
        new RegistryEntry(
            late.group(),
            late.part(),
            late.name(),
            late.id(),
            late.host(),
            late.address(),
            late.heartbeat(),
            late.heartbeat().plusSeconds(1),
            late.managementPort(),
            late.source());
    assertThat(assess(service("w0"), registry(read)).problems()).isEmpty();
  }

  @Test
  void somethingThatAnswersForAComponentWithoutProcessIsAProblem() {
    assertProblem(
        assess(with(service("w0"), FactName.STATE, Fact.of("failed", "launcher", NOW))),
        ProblemKind.BAD,
        "its launcher reports (failed), but something answers on its port");
  }

  @Test
  void somethingThatAnswersForAParkedComponentDiffers() {
    Observation parked =
        with(
            with(service("w0"), FactName.STATE, Fact.of("parked", "launcher", NOW)),
            FactName.MODE,
            Fact.of("maintenance", "launcher", NOW));
    assertProblem(
        assess(parked), ProblemKind.DIFFERENT, "it runs, but it does not run in mode maintenance");
  }

  @Test
  void anUnknownModeOnAControlPortIsIgnored() {
    Observation observation = with(service("w0"), FactName.MODE, Fact.of("turbo", "other", NOW));
    assertThat(assess(observation).verdict().state()).isEqualTo(InstanceState.SERVING);
  }

  @Test
  void theRunningQueriesOfAllCzarsAreAdded() {
    InstanceReport report =
        assess(
            with(service("c0"), FactName.RUNNING_QUERIES, Fact.of(3, "test", NOW)),
            with(service("c1"), FactName.RUNNING_QUERIES, Fact.of(4, "test", NOW)));
    assertThat(report.facts().get(FactName.RUNNING_QUERIES)).isEqualTo(Fact.of(7, "2 czars", NOW));
  }

  @Test
  void findsEntriesByFullNameOrAddress() {
    assertThat(assess(service("w0"), registry(entry("w", "w0.ns.svc.local", 0))).problems())
        .isEmpty();
    assertThat(assess(service("10.0.0.1"), registry(entry("w", "other", 0))).problems()).isEmpty();
  }

  @Test
  void anEntryOfAnotherHostIsUnexpectedWhileItsHeartbeatIsRecentThenStale() {
    InstanceReport recent =
        assess(service("w0"), registry(entry("a", "w0", 0), entry("b", "ghost", 0)));
    assertProblem(
        recent,
        ProblemKind.UNEXPECTED,
        "b registers, but is not in the description; every member must be of instance dr1 and"
            + " release line http");
    ObservedComponent row = recent.components().getLast();
    assertThat(row.host()).isEqualTo("ghost");
    assertThat(row.expected()).isFalse();

    assertThat(
            assess(service("w0"), registry(entry("a", "w0", 0), entry("b", "ghost", 60)))
                .problems())
        .extracting(ClusterProblem::kind)
        .containsExactly(ProblemKind.STALE);
  }

  @Test
  void twoWorkersOfOneIdentityAreUnexpected() {
    assertProblem(
        assess(service("w0", "same", "dr1"), service("w1", "same", "dr1")),
        ProblemKind.UNEXPECTED,
        "it has the identity same of worker svc on w0");
    assertThat(assess(service("w0", "same", "dr1"), registry(entry("same", "copy", 0))).problems())
        .extracting(ClusterProblem::text)
        .contains("host copy registers with its identity same");
  }

  @Test
  void aServiceOfAnotherInstanceIsUnexpected() {
    assertProblem(
        assess(service("w0", "w", "dr2")), ProblemKind.UNEXPECTED, "it belongs to instance 'dr2'");
  }

  @Test
  void aComponentWhoseLauncherIsOfAnotherReleaseLineIsUnexpectedEvenIfItAnswers() {
    assertProblem(
        assess(with(service("w0"), FactName.RELEASE_LINE, Fact.of("xrd", "launcher", NOW))),
        ProblemKind.UNEXPECTED,
        "its launcher is of release line xrd, the instance is of release line http");
  }

  @Test
  void aComponentOfTheSameReleaseLineIsExpected() {
    Fact line = Fact.of("http", "launcher", NOW);
    assertThat(assess(with(service("w0"), FactName.RELEASE_LINE, line)).problems()).isEmpty();
  }

  @Test
  void withoutAnExpectedVersionAllSchemasMustBeEqual() {
    List<Observation> observations = new ArrayList<>();
    for (String host : List.of("w0", "w1")) {
      Target like = TestTargets.database(host, 3306);
      Endpoint.Database endpoint = (Endpoint.Database) like.endpoint();
      Target target =
          new Target(
              like.role(),
              host,
              like.component(),
              new Endpoint.Database(
                  endpoint.url(),
                  endpoint
                      .schema()
                      .map(schema ->
                          new Endpoint.ExpectedSchema(
                              schema.module(), schema.database(), OptionalInt.empty()))),
              like.modes(),
              Optional.empty(),
              Map.of());
      observations.add(
          new Observation(
              target,
              Optional.empty(),
              Map.of(),
              Optional.of(new Version(host.equals("w0") ? 3 : 2)),
              Optional.empty(),
              Optional.empty()));
    }

    assertProblem(
        assess(observations.toArray(Observation[]::new)),
        ProblemKind.DIFFERENT,
        "schema qservw_worker has version 2, but that of w0 has version 3");
  }

  private static Observation inMode(Observation observation, String mode) {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    facts.putAll(observation.facts());
    facts.put(FactName.MODE, Fact.of(mode, "HTTP launcher", NOW));
    return new Observation(
        observation.target(),
        observation.trouble(),
        facts,
        observation.schema(),
        observation.upgrade(),
        observation.entries());
  }

  @Test
  void theModeThatALauncherReportsExplainsWhatDoesNotRun() {
    InstanceReport report =
        assess(
            inMode(database("w0", 3), "maintenance"),
            inMode(refused(service("w0")), "maintenance"),
            inMode(database("w1", 3), "full"),
            inMode(service("w1"), "full"));

    assertThat(report.verdict())
        .hasToString("maintenance: mode maintenance is effective on 1 of 2 hosts that report it");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void aModeThatIsNotTheDesiredOneDiffersOncePerHost() {
    desired = Optional.of(Mode.FULL);

    assertProblem(
        assess(
            inMode(database("w0", 3), "maintenance"),
            inMode(refused(service("w0")), "maintenance"),
            inMode(database("w1", 3), "full"),
            inMode(service("w1"), "full")),
        ProblemKind.DIFFERENT,
        "its role is in mode maintenance, desired is full");
  }

  @Test
  void theStateOfTheLauncherIsPartOfTheProblem() {
    Observation down = refused(service("w0"));
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    facts.put(FactName.STATE, Fact.of("backoff", "HTTP launcher", NOW));
    facts.put(FactName.REASON, Fact.of("exit code 1", "HTTP launcher", NOW));
    Observation reported =
        new Observation(
            down.target(),
            down.trouble(),
            facts,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertProblem(
        assess(database("w0", 3), database("w1", 3), reported, service("w1")),
        ProblemKind.UNREACHABLE,
        "the reason (backoff: exit code 1)");
  }
}
