// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;

/** Problems, each with its kind, its component and its fix. */
final class ProblemList {
  private ProblemList() {}

  /**
   * Returns a list of the problems, or a text if there are none.
   *
   * @param instance the identifier of the instance
   * @param linked whether to link to the pages of the hosts
   */
  static Html of(String instance, List<ClusterProblem> problems, boolean linked) {
    if (problems.isEmpty()) {
      return Html.element("p", "No problems.").styled("none");
    }
    Html list = Html.element("ol").styled("problems");
    problems.forEach(problem -> list.add(item(instance, problem, linked)));
    return list;
  }

  private static Html item(String instance, ClusterProblem problem, boolean linked) {
    Html item = Html.element("li").styled("problem");
    item.add(
        Html.element("p")
            .styled("what")
            .add(Html.element("strong", problem.kind().toString().replace('-', ' ')).styled("kind"))
            .text(" ")
            .add(subject(instance, problem, linked)));
    item.add(Html.element("p", problem.text()).styled("text"));
    if (!problem.fix().isEmpty()) {
      item.add(
          Html.element("p")
              .styled("fix")
              .add(Html.element("span", "Fix: ").styled("label"))
              .text(problem.fix()));
    }
    return item;
  }

  private static Html subject(String instance, ClusterProblem problem, boolean linked) {
    if (problem.host().isEmpty()) {
      return Html.element("span", "the instance");
    }
    return linked
        ? Html.element("a", problem.subject())
            .with("href", ObservedHost.address(instance, problem.role(), problem.host()))
        : Html.element("span", problem.subject());
  }
}
