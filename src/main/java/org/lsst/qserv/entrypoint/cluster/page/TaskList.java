// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/** The upgrades and other long tasks of an instance. */
final class TaskList {
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
    Html list = Html.element("ul").styled("tasks");
    busy.forEach(component ->
        Task.of(component).ifPresent(task -> list.add(item(instance.id(), component, task))));
    return Optional.of(
        Html.element("section")
            .add(Html.element("h3", "In progress (" + busy.size() + ")"))
            .add(list));
  }

  private Html item(String instance, ObservedComponent component, Task task) {
    String subject = component.role() + " " + component.component() + " on " + component.host();
    Html item = Html.element("li").styled("task");
    item.add(
        Html.element("a", subject)
            .with("href", ObservedHost.address(instance, component.role(), component.host())));
    item.add(task.bar("progress of " + subject));
    Html count = Html.element("span", task.count()).styled("note");
    if (!task.since().isEmpty()) {
      count.text(task.count().isEmpty() ? "for " : " in ").add(times.age(task.since()));
    }
    item.add(count);
    return item.add(Html.element("span", task.text()).styled("text"));
  }
}
