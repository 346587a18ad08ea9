// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/**
 * The hosts of one role: a grid of tiles if there are several, and the components of each host if
 * there are few.
 */
final class RoleSection {
  private static final int MAX_HOSTS_WITH_TABLES = 4;

  private final TimeText times;

  RoleSection(TimeText times) {
    this.times = times;
  }

  /** Returns the section. */
  Html of(String role, List<ObservedHost> hosts) {
    Html section =
        Html.element("section")
            .styled("role")
            .with("id", "role-" + hosts.getFirst().instance() + "-" + role)
            .add(heading(role, hosts));
    if (hosts.size() == 1) {
      return section.add(table(hosts.getFirst()));
    }
    section.add(summary(hosts)).add(grid(role, hosts));
    if (hosts.size() <= MAX_HOSTS_WITH_TABLES) {
      hosts.forEach(host -> section.add(Html.element("h4").add(link(host))).add(table(host)));
    }
    return section;
  }

  /** Returns the role with its only host, or with the number of its hosts and their domain. */
  private static Html heading(String role, List<ObservedHost> hosts) {
    Html note = Html.element("span").styled("note");
    if (hosts.size() == 1) {
      note.text("on ").add(link(hosts.getFirst()));
    } else {
      String domain = ObservedHost.commonDomain(hosts.stream().map(ObservedHost::name).toList());
      note.text(hosts.size() + " hosts" + (domain.isEmpty() ? "" : ", *" + domain));
    }
    return Html.element("h3", role).text(" ").add(note);
  }

  private static Html link(ObservedHost host) {
    return Html.element("a", host.name()).with("href", host.address());
  }

  /** Returns how many hosts are in which condition, and which versions exist how often. */
  private static Html summary(List<ObservedHost> hosts) {
    Html summary = Html.element("ul").styled("summary");
    Map<Condition, Long> conditions = new LinkedHashMap<>();
    hosts.forEach(host -> conditions.merge(host.condition(), 1L, Long::sum));
    conditions.entrySet().stream()
        .sorted((one, other) -> other.getKey().appearance().compareTo(one.getKey().appearance()))
        .forEach(condition ->
            summary.add(
                Html.element("li")
                    .add(Html.element("strong", condition.getValue()))
                    .text(" ")
                    .add(condition.getKey().shown())));
    counted("Schema", FactName.SCHEMA, hosts).ifPresent(summary::add);
    counted("MariaDB", FactName.MARIADB, hosts).ifPresent(summary::add);
    counted("Mode", FactName.MODE, hosts).ifPresent(summary::add);
    return summary;
  }

  /** Returns the values of a fact; several of them are a difference between hosts. */
  private static Optional<Html> counted(String label, FactName name, List<ObservedHost> hosts) {
    Map<String, Long> values =
        hosts.stream()
            .flatMap(host -> valuesOf(name, host.components()).stream())
            .collect(
                Collectors.groupingBy(value -> value, LinkedHashMap::new, Collectors.counting()));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Html item = Html.element("li").text(label + " ");
    boolean first = true;
    for (Map.Entry<String, Long> value : values.entrySet()) {
      item.text(first ? "" : ", ").add(Html.element("strong", value.getKey()));
      item.text(values.size() > 1 ? " (" + value.getValue() + ")" : "");
      first = false;
    }
    return Optional.of(values.size() > 1 ? item.styled("differs") : item);
  }

  /** Returns the different values on one host. */
  private static List<String> valuesOf(FactName name, List<ObservedComponent> components) {
    return components.stream()
        .map(component -> component.text(name).replace("-MariaDB", ""))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  private static Html grid(String role, List<ObservedHost> hosts) {
    Html grid = Html.element("ul").styled("grid").with("aria-label", "Hosts of role " + role);
    hosts.forEach(host -> grid.add(Html.element("li").add(tile(host))));
    return grid;
  }

  private static Html tile(ObservedHost host) {
    Condition condition = host.condition();
    return Html.element("a")
        .styled("tile " + condition.appearance().style())
        .with("href", host.address())
        .with("title", host.name() + ": " + description(host))
        .add(condition.appearance().symbol())
        .add(Html.element("span", host.label()).styled("name"))
        .text(" ")
        .add(Html.element("span", word(host)).styled("word"));
  }

  /** Returns the conditions of the components that need attention. */
  private static String description(ObservedHost host) {
    String remarkable =
        host.components().stream()
            .filter(component -> Condition.of(component).appearance() != Appearance.SERVING)
            .map(component -> component.component() + " " + Condition.of(component).word())
            .collect(Collectors.joining(", "));
    return remarkable.isEmpty() ? host.condition().word() : remarkable;
  }

  /** Returns the condition of a host, with the progress of an upgrade. */
  private static String word(ObservedHost host) {
    String progress =
        host.components().stream()
            .flatMap(component -> Task.of(component).stream())
            .findFirst()
            .map(Task::percentage)
            .orElse("");
    Condition condition = host.condition();
    return condition.appearance() == Appearance.UPGRADING && !progress.isEmpty()
        ? condition.word().replace("upgrading", "upgrade") + " " + progress
        : condition.word();
  }

  private Html table(ObservedHost host) {
    return new ComponentTable(times).of("Components on " + host.name(), host.components());
  }
}
