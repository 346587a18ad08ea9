// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the warnings about migration scripts, which do not change the verdict. */
final class ScriptWarningsTest {
  private static Assessment assess(TestFacts from, TestFacts to) {
    return CompatibilityCheck.assess(from.build(), to.build());
  }

  @Test
  void equalVersionsWithDifferentScriptsAreAWarning() {
    TestFacts from = new TestFacts().scripts(Map.of("a.sql", "1", "b.sql", "1", "c.sql", "1"));
    TestFacts to = new TestFacts().scripts(Map.of("a.sql", "1", "b.sql", "2", "d.sql", "1"));
    Assessment assessment = assess(from, to);
    assertThat(assessment.verdict()).isEqualTo(UpgradeVerdict.ROLLING);
    assertThat(assessment.warnings())
        .containsExactly(
            "schemas.czar: the version is equal, but the scripts differ (b.sql, c.sql, d.sql);"
                + " check that the schemas have the same tables",
            "schemas.worker: the version is equal, but the scripts differ (b.sql, c.sql, d.sql);"
                + " check that the schemas have the same tables");
  }

  @Test
  void differentVersionsHaveDifferentScriptsWithoutWarning() {
    TestFacts to =
        new TestFacts().number("schemas.czar", 18).number("schemas.worker", 4).scripts(Map.of());
    assertThat(assess(new TestFacts(), to).warnings()).isEmpty();
  }

  @Test
  void aSchemaThatMayBeTooOldForTheNewScriptsIsAWarning() {
    TestFacts to = new TestFacts().oldestUpgradable(12, "a table is missing", "upgrade it first");
    assertThat(assess(new TestFacts().number("schemas.worker", 12).without("schemas.czar"), to))
        .extracting(Assessment::warnings)
        .isEqualTo(
            List.of(
                "schemas.czar: the version is unknown, and versions before 12 cannot be upgraded"
                    + " directly, because a table is missing; upgrade it first"));
    assertThat(assess(new TestFacts().number("schemas.worker", 11), to).warnings())
        .containsExactly(
            "schemas.worker: version 11 cannot be upgraded directly, because a table is missing;"
                + " upgrade it first");
  }
}
