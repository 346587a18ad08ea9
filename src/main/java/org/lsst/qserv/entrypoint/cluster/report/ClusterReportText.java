// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes reports for people: per instance the verdict, its problems, and a table per role. */
public final class ClusterReportText {
  private static final List<String> HEADING =
      List.of(
          "COMPONENT", "HOST", "MODE", "STATE", "SCHEMA", "MARIADB", "VERSION", "SINCE", "PROBLEM");
  private static final int MAX_PROBLEMS = 20;
  private static final String NONE = "-";

  private ClusterReportText() {}

  /** Returns the report with a line feed at the end of each line. */
  public static String write(ClusterReport report) {
    StringBuilder text = new StringBuilder();
    boolean isNamed = report.instances().size() > 1;
    for (InstanceReport instance : report.instances()) {
      text.append(text.isEmpty() ? "" : "\n");
      write(instance, isNamed, text);
    }
    return text.toString();
  }

  /** Texts of other programs must neither break the table nor control the terminal. */
  private static String printable(Object value) {
    return value
        .toString()
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void write(InstanceReport instance, boolean isNamed, StringBuilder text) {
    text.append(isNamed ? instance.id() + " " : "")
        .append(printable(instance.verdict()))
        .append('\n');
    if (!instance.verdict().command().isEmpty()) {
      text.append("next: ").append(printable(instance.verdict().command())).append('\n');
    }
    writeProblems(instance.problems(), text);
    if (!instance.facts().isEmpty()) {
      text.append('\n');
      instance
          .facts()
          .forEach((name, fact) ->
              text.append("%-18s %s%n".formatted(name + ":", printable(fact.value()))));
    }
    Map<String, List<ObservedComponent>> roles = new LinkedHashMap<>();
    for (ObservedComponent component : instance.components()) {
      roles.computeIfAbsent(component.role(), _ -> new ArrayList<>()).add(component);
    }
    roles.forEach((role, components) -> {
      text.append('\n').append(role.toUpperCase(Locale.ROOT)).append('\n');
      writeTable(components, text);
    });
  }

  private static void writeProblems(List<ClusterProblem> problems, StringBuilder text) {
    if (problems.size() < 2) {
      return; // the verdict has it
    }
    text.append('\n');
    for (ClusterProblem problem : problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()))) {
      text.append(printable(problem))
          .append("\n  fix: ")
          .append(printable(problem.fix()))
          .append('\n');
    }
    if (problems.size() > MAX_PROBLEMS) {
      text.append("… and ").append(problems.size() - MAX_PROBLEMS).append(" more problems\n");
    }
  }

  private static void writeTable(List<ObservedComponent> components, StringBuilder text) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    components.forEach(
        component -> rows.add(row(component).stream().map(ClusterReportText::printable).toList()));
    List<Integer> widths = new ArrayList<>(Collections.nCopies(HEADING.size(), 0));
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static List<String> row(ObservedComponent component) {
    return List.of(
        component.component(),
        component.host(),
        mode(component),
        state(component),
        cell(component, FactName.SCHEMA),
        cell(component, FactName.MARIADB),
        cell(component, FactName.VERSION),
        cell(component, FactName.SINCE),
        component.problem().map(problem -> problem.kind() + ": " + problem.text()).orElse(""));
  }

  /** Returns the actual mode, and the desired one if it differs. */
  private static String mode(ObservedComponent component) {
    String desired = component.text(FactName.DESIRED_MODE);
    String actual = component.text(FactName.MODE);
    if (desired.isEmpty() || actual.isEmpty() || desired.equals(actual)) {
      return actual.isEmpty() ? NONE : actual;
    }
    return actual + " (desired " + desired + ")";
  }

  private static String state(ObservedComponent component) {
    String state = component.text(FactName.STATE);
    return state.isEmpty()
        ? component.problem().map(problem -> problem.kind().toString()).orElse("unobserved")
        : state;
  }

  private static String cell(ObservedComponent component, FactName name) {
    String text = component.text(name);
    return text.isEmpty() ? NONE : text;
  }
}
