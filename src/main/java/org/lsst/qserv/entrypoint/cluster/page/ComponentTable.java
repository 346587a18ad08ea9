// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/** The components of a host as a table, which a narrow window shows as a list. */
final class ComponentTable {
  private static final List<String> COLUMNS =
      List.of("Component", "State", "Mode", "Schema", "Version", "Since", "Restarts");

  private final TimeText times;

  ComponentTable(TimeText times) {
    this.times = times;
  }

  /**
   * Returns the table.
   *
   * @param caption what the table shows; visible only to assistive technology
   */
  Html of(String caption, List<ObservedComponent> components) {
    Html heading = row();
    COLUMNS.forEach(column ->
        heading.add(Html.element("th", column).with("scope", "col").with("role", "columnheader")));
    Html body = Html.element("tbody").with("role", "rowgroup");
    components.forEach(component -> body.add(row(component)));
    return Html.element("table")
        .styled("components")
        .with("role", "table") // a list layout would remove the roles of a table
        .add(Html.element("caption", caption).styled("hidden"))
        .add(Html.element("thead").with("role", "rowgroup").add(heading))
        .add(body);
  }

  private static Html row() {
    return Html.element("tr").with("role", "row");
  }

  private Html row(ObservedComponent component) {
    return row()
        .add(
            Html.element("th", component.component())
                .with("scope", "row")
                .with("role", "rowheader"))
        .add(cell("State").add(state(component)))
        .add(cell("Mode").add(mode(component)))
        .add(cell("Schema").add(value(component.text(FactName.SCHEMA))))
        .add(cell("Version").add(value(version(component))))
        .add(cell("Since").add(since(component)))
        .add(cell("Restarts").add(value(component.text(FactName.RESTARTS))));
  }

  private static Html cell(String column) {
    return Html.element("td").with("role", "cell").with("data-label", column);
  }

  private static Html value(String text) {
    return text.isEmpty()
        ? Html.element("span", "–").styled("absent").with("aria-label", "not known")
        : Html.element("span", text);
  }

  private static Html state(ObservedComponent component) {
    Html state = Html.element("div").add(Condition.of(component).shown());
    Optional<Task> task = Task.of(component);
    task.ifPresent(running -> {
      String label = "progress of " + component.component() + " on " + component.host();
      state.add(running.bar(label));
      state.add(Html.element("span", running.count()).styled("note"));
    });
    Optional.of(component.text(FactName.REASON))
        .filter(reason -> !reason.isEmpty() && task.isEmpty() && component.problem().isEmpty())
        .or(() -> component.problem().map(ClusterProblem::text))
        .ifPresent(text -> state.add(Html.element("span", text).styled("note")));
    if (!component.expected()) {
      state.add(Html.element("span", "not in the description").styled("note"));
    }
    return state;
  }

  /** Shows the desired mode only if the component is in another one. */
  private static Html mode(ObservedComponent component) {
    String mode = component.text(FactName.MODE);
    String desired = component.text(FactName.DESIRED_MODE);
    if (desired.isEmpty() || desired.equals(mode)) {
      return value(mode);
    }
    return Html.element("div")
        .add(value(mode))
        .add(Html.element("span", "desired: " + desired).styled("note"));
  }

  private static String version(ObservedComponent component) {
    String mariadb = component.text(FactName.MARIADB);
    return mariadb.isEmpty()
        ? component.text(FactName.VERSION)
        : "MariaDB " + mariadb.replace("-MariaDB", "");
  }

  private Html since(ObservedComponent component) {
    String since = component.text(FactName.SINCE);
    return since.isEmpty() ? value("") : times.age(since);
  }
}
