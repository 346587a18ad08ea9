// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestFiles;

/** Tests the verdict on every upgrade between two releases of the table. */
final class VerdictTableTest {
  private static final Path TABLE = Path.of("src/test/resources/compatibility/verdicts.txt");

  /** A build that differs from a release only in its REST version. */
  private static final String NEW_REST = "+rest-";

  @TempDir static Path directory;

  record Row(String from, String to, String verdict, Map<String, String> effects) {}

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(VerdictTableTest::row);
  }

  private static Row row(String line) {
    List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    Map<String, String> effects = new TreeMap<>();
    for (String reason : cells.get(3).split("; *", -1)) {
      if (!reason.isEmpty()) {
        String[] parts = reason.split(": ", -1);
        for (String fact : parts[1].split(", ", -1)) {
          effects.put(fact, parts[0]);
        }
      }
    }
    return new Row(cells.get(0), cells.get(1), cells.get(2), effects);
  }

  private static ImageFacts facts(String name) {
    int at = name.indexOf(NEW_REST);
    return at < 0
        ? TestFacts.ofRelease(directory, name)
        : TestFacts.withRestVersion(
            TestFacts.ofRelease(directory, name.substring(0, at)),
            Integer.parseInt(name.substring(at + NEW_REST.length())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasTheVerdictAndTheReasonsOfTheTable(Row row) {
    Assessment assessment = CompatibilityCheck.assess(facts(row.from()), facts(row.to()));
    Map<String, String> effects = new TreeMap<>();
    for (Finding finding : assessment.findings()) {
      if (finding.effect() != UpgradeVerdict.ROLLING) {
        effects.put(finding.fact(), finding.effect().toString());
      }
    }
    assertThat(effects).isEqualTo(row.effects());
    assertThat(assessment.verdict()).hasToString(row.verdict());
  }

  @Test
  void theTableHasEveryOrderedPair() throws IOException {
    Set<String> names = new TreeSet<>(new ReleaseTable(TestFiles.BUNDLED).releases());
    names.add("2026.3.3" + NEW_REST + "56");
    List<String> pairs = new ArrayList<>();
    for (String from : names) {
      names.stream().filter(to -> !to.equals(from)).forEach(to -> pairs.add(from + " " + to));
    }
    assertThat(rows().map(row -> row.from() + " " + row.to()))
        .containsExactlyInAnyOrderElementsOf(pairs);
  }

  @Test
  void aRollingUpgradeRestartsTheRegistryFirstAndTheCzarsLast() {
    assertThat(
            CompatibilityCheck.assess(facts("2026.3.3"), facts("2026.3.3" + NEW_REST + "56"))
                .restartOrder())
        .containsExactly(
            "replication registry", "replication controller", "xrootd", "worker", "czar");
  }

  @Test
  void warnsThatAnOldSchemaCannotBeUpgradedDirectly() {
    assertThat(CompatibilityCheck.assess(facts("2025.2.1"), facts("http-2026-04")).warnings())
        .containsExactly(
            "schemas.czar: version 10 cannot be upgraded directly, because the scripts of release"
                + " line http do not create the table QProgress, which those after version 12"
                + " require; first upgrade it to version 12 or later with an image of release line"
                + " xrd");
  }
}
