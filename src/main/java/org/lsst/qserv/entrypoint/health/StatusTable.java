// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** The states of all components as aligned columns, for people. */
public final class StatusTable {
  private static final List<String> HEADING =
      List.of("ROLE", "COMPONENT", "MODE", "STATE", "SINCE", "RESTARTS", "REASON");
  private static final int STATE = HEADING.indexOf("STATE");

  private final boolean colored;
  private final List<List<String>> rows = new ArrayList<>(List.of(HEADING));
  private final List<ComponentState> states = new ArrayList<>();

  /**
   * Creates an empty table.
   *
   * @param colored whether to color the states with control sequences of a terminal
   */
  public StatusTable(boolean colored) {
    this.colored = colored;
  }

  /** Adds one row for each component of a launch. */
  public StatusTable add(StateDocument document) {
    for (ComponentReport component : document.components()) {
      states.add(component.state());
      rows.add(
          List.of(
              document.role(),
              component.name(),
              document.currentMode().toString(),
              component.state().toString(),
              UtcTime.format(component.since().truncatedTo(ChronoUnit.SECONDS)),
              String.valueOf(component.restarts()),
              component.explanation()));
    }
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < HEADING.size(); column++) {
        String cell = rows.get(row).get(column);
        String padding = " ".repeat(width(column) - cell.length() + 2);
        line.append(column == STATE && row > 0 ? paint(cell, states.get(row - 1)) : cell)
            .append(padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String paint(String cell, ComponentState state) {
    if (!colored) {
      return cell;
    }
    int color =
        switch (state) {
          case READY, SUCCEEDED -> 32; // green
          case FAILED, BACKOFF, UNREADY -> 31; // red
          case PENDING, PREPARING, STARTING, STOPPING -> 33; // yellow
          case PARKED, STOPPED -> 36; // cyan
        };
    return "\u001b[" + color + "m" + cell + "\u001b[0m";
  }
}
