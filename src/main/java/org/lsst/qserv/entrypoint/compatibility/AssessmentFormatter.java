// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.ArrayList;
import java.util.List;

/** Prints an assessment as text. */
public final class AssessmentFormatter {
  private static final List<String> HEADER = List.of("FACT", "FROM", "TO", "EFFECT", "REASON");

  private AssessmentFormatter() {}

  /** Returns the verdict, a table of the findings, warnings, and the order of restarts. */
  public static String format(Assessment assessment) {
    StringBuilder text = new StringBuilder();
    UpgradeVerdict verdict = assessment.verdict();
    text.append("verdict: ").append(verdict).append(" (").append(verdict.meaning()).append(")\n");
    text.append("from:    ").append(release(assessment.from())).append('\n');
    text.append("to:      ").append(release(assessment.to())).append("\n\n");
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    assessment
        .findings()
        .forEach(found ->
            rows.add(
                List.of(
                    found.fact(),
                    found.from(),
                    found.to(),
                    found.effect().toString(),
                    found.reason())));
    rows.forEach(row -> text.append(row(row, rows)).append('\n'));
    assessment
        .warnings()
        .forEach(warning -> text.append("\nwarning: ").append(warning).append('\n'));
    if (verdict == UpgradeVerdict.ROLLING) {
      text.append("\nrestart in this order, each when the one before is ready:\n");
      int number = 1;
      for (String part : assessment.restartOrder()) {
        text.append("  ").append(number++).append(". ").append(part).append('\n');
      }
    }
    return text.toString();
  }

  private static String release(ImageFacts facts) {
    return facts.release().isKnown()
        ? facts.release().text() + " (release line " + facts.releaseLine().text() + ")"
        : "a release without known tag (release line " + facts.releaseLine().text() + ")";
  }

  private static String row(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int index = column;
      int width = rows.stream().mapToInt(other -> other.get(index).length()).max().orElse(0);
      String cell = row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.append(" ".repeat(width - cell.length() + 2));
      }
    }
    return line.toString();
  }
}
