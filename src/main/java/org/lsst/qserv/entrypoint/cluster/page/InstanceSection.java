// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;

/** One instance: its verdict, facts, problems, tasks and roles. */
final class InstanceSection {
  private static final Map<FactName, String> FACTS =
      Map.of(
          FactName.WORKERS, "Workers",
          FactName.REPLICATION_LEVEL, "Replication level",
          FactName.OPEN_TRANSACTIONS, "Open transactions",
          FactName.RUNNING_QUERIES, "Running queries");

  private final TimeText times;

  InstanceSection(TimeText times) {
    this.times = times;
  }

  /** Returns the identifier of the section in the page. */
  static String anchor(InstanceReport instance) {
    return "instance-" + instance.id();
  }

  /** Returns the section. */
  Html of(InstanceReport instance) {
    String heading = anchor(instance) + "-heading";
    Html section =
        Html.element("section")
            .styled("instance")
            .with("id", anchor(instance))
            .with("aria-labelledby", heading)
            .add(
                Html.element("h2", instance.id())
                    .with("id", heading)
                    .text(" ")
                    .add(
                        Html.element("span", "release line " + instance.releaseLine())
                            .styled("note")))
            .add(verdict(instance.verdict()));
    section.add(problems(instance));
    if (!instance.facts().isEmpty()) {
      section.add(facts(instance));
    }
    new TaskList(times).of(instance).ifPresent(section::add);
    ObservedHost.byRole(instance)
        .forEach((role, hosts) -> section.add(new RoleSection(times).of(role, hosts)));
    return section;
  }

  private static Html verdict(Verdict verdict) {
    Appearance appearance = Appearance.of(verdict.state());
    Html text =
        Html.element("div")
            .add(Html.element("p", verdict.state()).styled("state"))
            .add(Html.element("p", verdict.reason()).styled("reason"));
    if (!verdict.command().isEmpty()) {
      text.add(
          Html.element("p")
              .styled("command")
              .add(Html.element("span", "Next: ").styled("label"))
              .add(Html.element("code", verdict.command())));
    }
    return Html.element("div")
        .styled("verdict " + appearance.style())
        .add(appearance.symbol())
        .add(text);
  }

  private static Html facts(InstanceReport instance) {
    Html list = Html.element("dl").styled("facts");
    instance.facts().forEach((name, fact) -> list.add(fact(name, fact)));
    return list;
  }

  private static Html fact(FactName name, Fact fact) {
    String label = FACTS.getOrDefault(name, name.toString().replace('-', ' '));
    return Html.element("div")
        .with("title", fact.source())
        .add(Html.element("dt", label))
        .add(Html.element("dd", fact.value()));
  }

  private static Html problems(InstanceReport instance) {
    int count = instance.problems().size();
    return Html.element("section")
        .add(Html.element("h3", count == 0 ? "Problems" : "Problems (" + count + ")"))
        .add(ProblemList.of(instance.id(), instance.problems(), true));
  }

  /** Returns a navigation to the sections of several instances. */
  static Html navigation(List<InstanceReport> instances) {
    Html list = Html.element("ul");
    for (InstanceReport instance : instances) {
      Appearance appearance = Appearance.of(instance.verdict().state());
      list.add(
          Html.element("li")
              .add(
                  Html.element("a")
                      .with("href", "#" + anchor(instance))
                      .add(appearance.symbol())
                      .add(Html.element("span", instance.id()).styled("name"))
                      .text(" ")
                      .add(Html.element("span", instance.verdict().state()).styled("word"))));
    }
    return Html.element("nav").with("aria-label", "Instances").styled("instances").add(list);
  }
}
