// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/** One host with everything that is known about it, and how it is known. */
final class HostSection {
  private final TimeText times;

  HostSection(TimeText times) {
    this.times = times;
  }

  /** Returns the section. */
  Html of(ObservedHost host) {
    Condition condition = host.condition();
    Html section = Html.element("section").styled("instance").with("aria-labelledby", "host");
    section.add(Html.element("h2", host.name()).with("id", "host"));
    section.add(
        Html.element("div")
            .styled("verdict " + condition.appearance().style())
            .add(condition.appearance().symbol())
            .add(
                Html.element("div")
                    .add(Html.element("p", condition.word()).styled("state"))
                    .add(
                        Html.element("p", host.role() + " of instance " + host.instance())
                            .styled("reason"))));
    List<ClusterProblem> problems =
        host.components().stream().flatMap(component -> component.problems().stream()).toList();
    section.add(
        Html.element("section")
            .add(Html.element("h3", "Problems"))
            .add(ProblemList.of(host.instance(), problems, false)));
    section.add(
        Html.element("section")
            .styled("role")
            .add(Html.element("h3", "Components"))
            .add(new ComponentTable(times).of("Components on " + host.name(), host.components())));
    host.components().stream()
        .filter(component -> !component.facts().isEmpty())
        .forEach(component -> section.add(facts(component)));
    return section;
  }

  private Html facts(ObservedComponent component) {
    Html body = Html.element("tbody").with("role", "rowgroup");
    component.facts().forEach((name, fact) -> body.add(row(name, fact)));
    Html heading = Html.element("tr").with("role", "row");
    List.of("Fact", "Value", "Source", "Read at")
        .forEach(column ->
            heading.add(
                Html.element("th", column).with("scope", "col").with("role", "columnheader")));
    return Html.element("section")
        .styled("role")
        .add(Html.element("h3", "Facts about " + component.component()))
        .add(
            Html.element("table")
                .styled("sources")
                .with("role", "table")
                .add(
                    Html.element("caption", "Facts about " + component.component())
                        .styled("hidden"))
                .add(Html.element("thead").with("role", "rowgroup").add(heading))
                .add(body));
  }

  private Html row(FactName name, Fact fact) {
    return Html.element("tr")
        .with("role", "row")
        .add(
            Html.element("th", name.toString().replace('-', ' '))
                .with("scope", "row")
                .with("role", "rowheader"))
        .add(cell("Value").add(value(fact.value())))
        .add(cell("Source").add(Html.element("span", fact.source())))
        .add(cell("Read at").add(times.at(fact.time())));
  }

  private static Html cell(String column) {
    return Html.element("td").with("role", "cell").with("data-label", column);
  }

  private static Html value(FactValue value) {
    if (!(value instanceof FactValue.Fields(Map<String, FactValue> fields))) {
      return Html.element("span", value);
    }
    Html list = Html.element("dl").styled("fields");
    fields.forEach((name, part) ->
        list.add(Html.element("div").add(Html.element("dt", name)).add(Html.element("dd", part))));
    return list;
  }
}
