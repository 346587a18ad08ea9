// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.SeededRandom;

/** Tests the rules of the verdict, one by one and with generated facts. */
final class CompatibilityCheckTest {
  private static final int GENERATED = 20_000;

  private static final List<String> TEXTS =
      List.of("release-line", "protocols.czar-worker", "protocols.replication", "mariadb");
  private static final List<String> NUMBERS =
      List.of("rest.version", "schemas.czar", "schemas.worker");

  private static Assessment assess(TestFacts from, TestFacts to) {
    return CompatibilityCheck.assess(from.build(), to.build());
  }

  private static Finding finding(Assessment assessment, String fact) {
    return assessment.findings().stream()
        .filter(found -> found.fact().equals(fact))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "release-line, xrd, http, maintenance, services of different release lines do not work together",
    "release-line, xrd, xrd, rolling, equal",
    "protocols.czar-worker, a, b, maintenance, services with different protocols do not work together",
    "protocols.replication, a, a, rolling, equal",
    "mariadb, 10.6.8, 11.4.4, maintenance, the databases must be upgraded to the new series",
    "mariadb, 10.6.8, 10.11.2, maintenance, the databases must be upgraded to the new series",
    "mariadb, 11.4.4, 11.4.2, rolling, same series",
    "mariadb, 11.4, 11.4.2-MariaDB, rolling, same series",
    "mariadb, 11.4.4, 11.3.9, impossible, MariaDB 11.3 cannot use the files of a newer series",
    "mariadb, 11.4.4, 10.11.9, impossible, MariaDB 10.11 cannot use the files of a newer series",
    "mariadb, 11.4.4, ten, unknown, not a version of MariaDB"
  })
  void judgesATextFact(String fact, String from, String to, String effect, String reason) {
    Assessment assessment =
        assess(new TestFacts().text(fact, from), new TestFacts().text(fact, to));
    assertThat(finding(assessment, fact))
        .isEqualTo(
            new Finding(
                fact, from, to, UpgradeVerdict.valueOf(effect.toUpperCase(Locale.ROOT)), reason));
    assertThat(assessment.verdict()).hasToString(effect);
  }

  @ParameterizedTest
  @CsvSource({
    "schemas.czar, 17, 18, maintenance, the schema must be upgraded",
    "schemas.czar, 17, 17, rolling, equal",
    "schemas.worker, 3, 2, impossible, downgrades of a schema are not supported",
    "rest.version, 55, 55, rolling, equal",
    "rest.version, 52, 56, rolling, rises; the new registry accepts versions from 52 on",
    "rest.version, 51, 56, maintenance, the new registry accepts versions from 52 on",
    "rest.version, 56, 55, maintenance, 'falls, so the new registry rejects services not yet restarted'"
  })
  void judgesANumber(String fact, int from, int to, String effect, String reason) {
    Assessment assessment =
        assess(new TestFacts().number(fact, from), new TestFacts().number(fact, to));
    assertThat(finding(assessment, fact).reason()).isEqualTo(reason);
    assertThat(finding(assessment, fact).effect()).hasToString(effect);
    assertThat(assessment.verdict()).hasToString(effect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "release-line",
        "protocols.czar-worker",
        "protocols.replication",
        "mariadb",
        "rest.version",
        "schemas.czar",
        "schemas.worker"
      })
  void aFactThatIsMissingOnOneSideIsUnknown(String fact) {
    TestFacts complete = new TestFacts();
    assertThat(assess(complete, new TestFacts().without(fact)).verdict())
        .isEqualTo(UpgradeVerdict.UNKNOWN);
    assertThat(assess(new TestFacts().without(fact), complete).verdict())
        .isEqualTo(UpgradeVerdict.UNKNOWN);
    assertThat(assess(new TestFacts().without(fact), new TestFacts().without(fact)).verdict())
        .isEqualTo(UpgradeVerdict.UNKNOWN);
  }

  @Test
  void aProtocolOrSchemaThatOneDocumentLacksIsUnknown() {
    Assessment assessment =
        assess(
            new TestFacts().omit("schemas.worker"), new TestFacts().omit("protocols.replication"));
    assertThat(assessment.verdict()).isEqualTo(UpgradeVerdict.UNKNOWN);
    assertThat(finding(assessment, "schemas.worker").reason())
        .isEqualTo("unknown before the upgrade: not in the document");
    assertThat(finding(assessment, "protocols.replication").reason())
        .isEqualTo("unknown after the upgrade: not in the document");
  }

  @Test
  void documentsWithoutSchemasOrProtocolsAreUnknown() {
    TestFacts none = new TestFacts().omit("schemas.worker").omit("schemas.czar");
    assertThat(assess(none, none).verdict()).isEqualTo(UpgradeVerdict.UNKNOWN);
    none = new TestFacts().omit("protocols.replication").omit("protocols.czar-worker");
    assertThat(assess(none, none).verdict()).isEqualTo(UpgradeVerdict.UNKNOWN);
  }

  @Test
  void aRestVersionThatRisesNeedsTheOldestAcceptedOneOfTheNewImage() {
    TestFacts newer = new TestFacts().number("rest.version", 56);
    TestFacts missing = new TestFacts().without("rest.oldest-accepted");
    assertThat(assess(missing, newer).verdict()).isEqualTo(UpgradeVerdict.ROLLING);
    assertThat(assess(new TestFacts(), newer.without("rest.oldest-accepted")).verdict())
        .isEqualTo(UpgradeVerdict.UNKNOWN);
  }

  @Test
  void equalRestVersionsAreRollingWithoutTheOldestAcceptedOne() {
    TestFacts missing = new TestFacts().without("rest.oldest-accepted");
    Assessment assessment = assess(new TestFacts(), missing);
    assertThat(finding(assessment, "rest.version").effect()).isEqualTo(UpgradeVerdict.ROLLING);
    assertThat(assessment.verdict()).isEqualTo(UpgradeVerdict.ROLLING);
  }

  @Test
  void aNewerSchemaIsNeverHiddenByTheOrderOfFacts() {
    Assessment assessment =
        assess(
            new TestFacts(),
            new TestFacts()
                .text("release-line", "http")
                .without("mariadb")
                .number("schemas.worker", 2));
    assertThat(assessment.verdict()).isEqualTo(UpgradeVerdict.IMPOSSIBLE);
    assertThat(assessment.restartOrder()).isEmpty();
  }

  /** Sets each fact to one of a few values, or omits it. */
  private static TestFacts generate(SeededRandom random) {
    TestFacts facts = new TestFacts();
    for (String fact : TEXTS) {
      int other = random.below(6) == 0 ? 1 : 0;
      facts.text(fact, fact.equals("mariadb") ? "11." + other + ".1" : "value " + other);
      omitSometimes(facts, fact, random);
    }
    for (String fact : NUMBERS) {
      facts.number(fact, 10 + (random.below(6) == 0 ? 1 : 0));
      omitSometimes(facts, fact, random);
    }
    facts.number("rest.oldest-accepted", 9 + random.below(3));
    omitSometimes(facts, "rest.oldest-accepted", random);
    return facts;
  }

  private static void omitSometimes(TestFacts facts, String fact, SeededRandom random) {
    if (random.below(20) == 0) {
      facts.without(fact);
    }
  }

  private static boolean isComplete(ImageFacts facts) {
    return facts.releaseLine().isKnown()
        && facts.mariadb().isKnown()
        && facts.rest().version().isKnown()
        && facts.protocols().values().stream().allMatch(ImageFact::isKnown)
        && facts.schemas().values().stream().allMatch(schema -> schema.version().isKnown());
  }

  @Test
  void generatedFactsFollowTheRules() {
    SeededRandom random = SeededRandom.forTest(CompatibilityCheckTest.class);
    int rolling = 0;
    for (int i = 0; i < GENERATED; i++) {
      ImageFacts from = generate(random).build();
      ImageFacts to = generate(random).build();
      Assessment assessment = CompatibilityCheck.assess(from, to);
      List<UpgradeVerdict> effects = assessment.findings().stream().map(Finding::effect).toList();
      UpgradeVerdict expected = UpgradeVerdict.ROLLING;
      for (UpgradeVerdict verdict :
          List.of(UpgradeVerdict.UNKNOWN, UpgradeVerdict.MAINTENANCE, UpgradeVerdict.IMPOSSIBLE)) {
        expected = effects.contains(verdict) ? verdict : expected;
      }
      assertThat(assessment.verdict()).isEqualTo(expected);
      if (expected == UpgradeVerdict.ROLLING) {
        rolling++;
        assertThat(isComplete(from) && isComplete(to)).as("%s to %s", from, to).isTrue();
        assertThat(
                to.rest().oldestAccepted().isKnown()
                    || from.rest().version().equals(to.rest().version()))
            .isTrue();
        assertThat(from.protocols()).isEqualTo(to.protocols());
        assertThat(from.releaseLine()).isEqualTo(to.releaseLine());
        assertThat(from.mariadb()).isEqualTo(to.mariadb());
        assertThat(from.schemas()).isEqualTo(to.schemas());
      }
      if (effects.contains(UpgradeVerdict.IMPOSSIBLE)) {
        assertThat(CompatibilityCheck.assess(to, from).verdict())
            .as("the reverse of a downgrade never rolls")
            .isNotEqualTo(UpgradeVerdict.ROLLING);
      }
    }
    assertThat(rolling).as("generated upgrades that roll").isPositive();
  }
}
