// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats results as a table with the columns database, state, exit code, time and detail. */
final class FleetTable {
  private static final int DETAIL = 4; // the last column, not padded

  private final List<List<String>> rows = new ArrayList<>();

  FleetTable() {
    rows.add(List.of("database", "state", "exit", "time", "detail"));
  }

  void add(FleetResult result) {
    rows.add(
        List.of(
            result.member().name(),
            result.state().toString(),
            String.valueOf(result.exit().number()),
            String.format(Locale.ROOT, "%.1f s", result.duration().toMillis() / 1000.0),
            result.detail().replace('\n', ' ')));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < DETAIL; column++) {
        String cell = row.get(column);
        text.append(cell).append(" ".repeat(width(column) + 2 - cell.length()));
      }
      text.append(row.get(DETAIL)).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
