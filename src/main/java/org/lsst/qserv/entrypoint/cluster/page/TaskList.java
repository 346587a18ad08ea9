// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/** The upgrades and other long tasks of an instance. */
final class TaskList {
  private static final int MAX_DETAILED_TASKS = 6;

  private final TimeText times;

  TaskList(TimeText times) {
    this.times = times;
  }

  /** Returns a section with the tasks; empty if there are none. */
  Optional<Html> of(InstanceReport instance) {
    List<ObservedComponent> busy =
        instance.components().stream().filter(component -> Task.of(component).isPresent()).toList();
    if (busy.isEmpty()) {
      return Optional.empty();
    }
    boolean compact = busy.size() > MAX_DETAILED_TASKS;
    Html list = Html.element("ul").styled(compact ? "tasks compact" : "tasks");
    busy.forEach(component ->
        Task.of(component)
            .ifPresent(task -> list.add(item(instance.id(), component, task, compact))));
    return Optional.of(
        Html.element("section")
            .add(Html.element("h3", "In progress (" + busy.size() + ")"))
            .add(list));
  }

  private Html item(String instance, ObservedComponent component, Task task, boolean compact) {
    String subject = component.component() + " on " + component.host();
    Html item = Html.element("li").styled("task");
    item.add(
        Html.element("a", subject)
            .with("href", ObservedHost.address(instance, component.role(), component.host())));
    item.add(task.bar("progress of " + subject));
    Html note = Html.element("span", task.count()).styled("note");
    if (!task.since().isEmpty()) {
      note.text(task.count().isEmpty() ? "for " : " in ").add(times.age(task.since()));
    }
    item.add(note);
    return compact
        ? item.with("title", task.text())
        : item.add(Html.element("span", task.text()).styled("text"));
  }
}
