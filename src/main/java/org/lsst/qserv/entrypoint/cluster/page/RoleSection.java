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
    if (hosts.size() > 1) {
      section.add(summary(hosts)).add(grid(role, hosts));
    }
    if (hosts.size() <= MAX_HOSTS_WITH_TABLES) {
      hosts.forEach(host -> section.add(host(host)));
    }
    return section;
  }

  private static Html heading(String role, List<ObservedHost> hosts) {
    String domain = ObservedHost.commonDomain(hosts.stream().map(ObservedHost::name).toList());
    String count = hosts.size() == 1 ? "1 host" : hosts.size() + " hosts";
    return Html.element("h3", role)
        .text(" ")
        .add(
            Html.element("span", domain.isEmpty() ? count : count + " in " + domain.substring(1))
                .styled("note"));
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
        .with("title", host.name())
        .add(condition.appearance().symbol())
        .add(Html.element("span", host.label()).styled("name"))
        .text(" ")
        .add(Html.element("span", condition.word()).styled("word"));
  }

  private Html host(ObservedHost host) {
    Html heading =
        Html.element("h4").add(Html.element("a", host.name()).with("href", host.address()));
    return Html.element("div")
        .styled("host")
        .add(heading)
        .add(new ComponentTable(times).of("Components on " + host.name(), host.components()));
  }
}
