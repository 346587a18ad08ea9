// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Map;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.io.JsonObject;

/**
 * Writes reports as JSON, as docs/cluster-status.schema.json describes it. An incompatible change
 * increments the version.
 */
public final class ClusterReportJson {
  private static final int VERSION = 1;

  private ClusterReportJson() {}

  /** Returns the report as JSON on one line. */
  public static String write(ClusterReport report) {
    return new JsonObject()
        .add("version", VERSION)
        .add("time", UtcTime.format(report.time()))
        .add("instances", report.instances().stream().map(ClusterReportJson::write).toList())
        .toString();
  }

  private static JsonObject write(InstanceReport instance) {
    return new JsonObject()
        .add("id", instance.id())
        .add("release-line", instance.releaseLine())
        .add("verdict", write(instance.verdict()))
        .add("problems", instance.problems().stream().map(ClusterReportJson::write).toList())
        .add("components", instance.components().stream().map(ClusterReportJson::write).toList())
        .add("facts", write(instance.facts()));
  }

  private static JsonObject write(Verdict verdict) {
    return new JsonObject()
        .add("state", verdict.state().toString())
        .add("reason", verdict.reason())
        .add("command", verdict.command());
  }

  private static JsonObject write(ClusterProblem problem) {
    return new JsonObject()
        .add("kind", problem.kind().toString())
        .add("role", problem.role())
        .add("host", problem.host())
        .add("component", problem.component())
        .add("text", problem.text())
        .add("fix", problem.fix());
  }

  private static JsonObject write(ObservedComponent component) {
    JsonObject json =
        new JsonObject()
            .add("role", component.role())
            .add("host", component.host())
            .add("component", component.component())
            .add("expected", component.expected())
            .add("facts", write(component.facts()));
    return component
        .problem()
        .map(problem -> json.add("problem", write(problem)))
        .orElseGet(() -> json.addNull("problem"));
  }

  private static JsonObject write(Map<FactName, Fact> facts) {
    JsonObject json = new JsonObject();
    facts.forEach((name, fact) -> json.add(name.toString(), write(fact)));
    return json;
  }

  private static JsonObject write(Fact fact) {
    return add(new JsonObject(), "value", fact.value())
        .add("source", fact.source())
        .add("time", UtcTime.format(fact.time()));
  }

  private static JsonObject add(JsonObject json, String name, FactValue value) {
    return switch (value) {
      case FactValue.Text(String text) -> json.add(name, text);
      case FactValue.Whole(long number) -> json.add(name, number);
      case FactValue.Fields(Map<String, FactValue> fields) -> {
        JsonObject object = new JsonObject();
        fields.forEach((field, part) -> add(object, field, part));
        yield json.add(name, object);
      }
    };
  }
}
