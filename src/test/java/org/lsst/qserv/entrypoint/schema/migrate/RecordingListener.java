// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Records the events of an upgrade as one text per event. */
final class RecordingListener implements UpgradeListener {
  private final List<String> events = new ArrayList<>();

  /** Returns the events so far. */
  List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void runStarted(
      SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {
    events.add(
        "run " + target + " from " + from + " to " + to + ": " + scripts + ", " + statements);
  }

  @Override
  public void stepStarted(StepProgress step) {
    events.add("started " + text(step));
  }

  @Override
  public void executed(StepProgress step, long changedRows, Duration duration) {
    events.add(
        "executed " + text(step) + ", rows " + changedRows + ", " + duration.toMillis() + " ms");
  }

  @Override
  public void skipped(StepProgress step, String reason) {
    events.add(reason + " " + text(step));
  }

  @Override
  public void warning(String text) {
    events.add("warning " + text);
  }

  private static String text(StepProgress step) {
    return step.number() + "/" + step.statements() + " " + step.step().summary();
  }
}
