// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/**
 * A long task of a component, such as the upgrade of a schema.
 *
 * @param text what is being done
 * @param done how many of its steps are done
 * @param total the number of its steps; 0 if it is unknown
 * @param since since when, as a time in ISO 8601; empty if it is unknown
 */
record Task(String text, long done, long total, String since) {

  /**
   * Returns the task of a component; the journal of a schema knows more than a launcher. The
   * journal of an interrupted upgrade is a problem, not a task.
   */
  static Optional<Task> of(ObservedComponent component) {
    if (component.problem().filter(problem -> problem.kind() == ProblemKind.BAD).isPresent()) {
      return Optional.empty();
    }
    return fields(component, FactName.JOURNAL)
        .map(Task::ofJournal)
        .or(() -> fields(component, FactName.PROGRESS).map(Task::ofLauncher));
  }

  private static Optional<Map<String, FactValue>> fields(
      ObservedComponent component, FactName name) {
    return Optional.ofNullable(component.facts().get(name))
        .map(Fact::value)
        .map(value ->
            value instanceof FactValue.Fields(Map<String, FactValue> fields)
                ? fields
                : Map.of("text", value));
  }

  private static Task ofJournal(Map<String, FactValue> fields) {
    long step = number(fields, "step").orElse(0);
    String target = text(fields, "to");
    String statement = text(fields, "statement");
    String upgrade = target.isEmpty() ? "upgrade" : "upgrade to version " + target;
    return new Task(
        statement.isEmpty() ? upgrade : upgrade + ": " + statement,
        Math.max(0, step - 1), // this step is not done
        number(fields, "steps").orElse(0),
        text(fields, "since"));
  }

  private static Task ofLauncher(Map<String, FactValue> fields) {
    return new Task(
        text(fields, "text"),
        number(fields, "done").orElse(0),
        number(fields, "total").orElse(0),
        text(fields, "since"));
  }

  private static String text(Map<String, FactValue> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(FactValue::toString).orElse("");
  }

  private static OptionalLong number(Map<String, FactValue> fields, String name) {
    return fields.get(name) instanceof FactValue.Whole(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** Returns the count, such as {@code 2 of 12 steps}; empty if the total is unknown. */
  String count() {
    return total > 0 ? Math.min(done, total) + " of " + total + " steps" : "";
  }

  /** Returns the share that is done, such as {@code 16 %}; empty if the total is unknown. */
  String percentage() {
    return total > 0 ? 100 * Math.min(done, total) / total + " %" : "";
  }

  /** Returns a bar with the share that is done; it moves without one if the total is unknown. */
  Html bar(String label) {
    Html bar = Html.element("progress").with("aria-label", label);
    return total > 0 ? bar.with("max", total).with("value", Math.min(done, total)) : bar;
  }
}
