// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.io.IndentedJson;

/**
 * Prints a plan, or those of several instances, as text or JSON. An incompatible change of the JSON
 * increments its version.
 */
public final class InstancePlanFormatter {
  private static final int VERSION = 1;
  private static final String VERSION_MEMBER = "version";
  private static final Pattern LINE_BREAKS = Pattern.compile("\\p{Cntrl}+");

  private InstancePlanFormatter() {}

  /** Returns the verdict, its reasons and warnings, and the numbered steps as text. */
  public static String text(InstancePlan plan) {
    StringBuilder text = new StringBuilder();
    addVerdict(plan.assessment(), text);
    if (plan.steps().isEmpty()) {
      return text.toString();
    }
    text.append('\n');
    plan.replace().forEach(line -> text.append("# ").append(line).append('\n'));
    int number = 1;
    for (UpgradeStep step : plan.steps()) {
      text.append("\n# ").append(number++).append(". ").append(oneLine(step.title())).append('\n');
      step.commands().forEach(command -> text.append(command).append('\n'));
      if (!step.checks().isEmpty()) {
        text.append("# Check:\n");
        step.checks().forEach(command -> text.append(command).append('\n'));
      }
      text.append("# Expected: ").append(oneLine(step.expected())).append('\n');
    }
    return text.toString();
  }

  /** Returns one line for each instance that needs no upgrade, and the plans of the others. */
  public static String text(List<InstanceUpgrade> upgrades) {
    return upgrades.stream()
        .map(one ->
            "# Instance "
                + oneLine(one.instance())
                + ": "
                + one.plan()
                    .map(plan -> "upgrade needed\n" + text(plan))
                    .orElse("no upgrade needed\n"))
        .collect(Collectors.joining("\n"));
  }

  private static void addVerdict(Assessment assessment, StringBuilder text) {
    text.append("verdict: ").append(assessment.verdict()).append(" (");
    text.append(assessment.verdict().meaning()).append(")\n");
    for (Finding found : assessment.findings()) {
      if (found.effect() != UpgradeVerdict.ROLLING) {
        String values = found.fact() + " " + found.from() + " -> " + found.to();
        text.append("  ").append(oneLine(values)).append(": ").append(found.effect());
        text.append(" (").append(oneLine(found.reason())).append(")\n");
      }
    }
    assessment
        .warnings()
        .forEach(warning -> text.append("warning: ").append(oneLine(warning)).append('\n'));
  }

  /** Texts from documents must not become lines of their own, because users paste the commands. */
  private static String oneLine(String text) {
    return LINE_BREAKS.matcher(text).replaceAll(" ");
  }

  /** Returns the plan as a JSON object, followed by a newline. */
  public static String json(InstancePlan plan) {
    return IndentedJson.object(json -> {
      json.writeNumberField(VERSION_MEMBER, VERSION);
      write(json, plan);
    });
  }

  /** Returns the upgrades of several instances as a JSON object, followed by a newline. */
  public static String json(List<InstanceUpgrade> upgrades) {
    return IndentedJson.object(json -> {
      json.writeNumberField(VERSION_MEMBER, VERSION);
      json.writeArrayFieldStart("instances");
      for (InstanceUpgrade upgrade : upgrades) {
        json.writeStartObject();
        json.writeStringField("instance", upgrade.instance());
        json.writeBooleanField("upgrade-needed", upgrade.plan().isPresent());
        if (upgrade.plan().isPresent()) {
          write(json, upgrade.plan().get());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, InstancePlan plan) throws IOException {
    json.writeStringField("verdict", plan.assessment().verdict().toString());
    json.writeStringField("tool", plan.tool());
    IndentedJson.texts(json, "replace", plan.replace());
    json.writeArrayFieldStart("steps");
    int number = 1;
    for (UpgradeStep step : plan.steps()) {
      json.writeStartObject();
      json.writeNumberField("number", number++);
      json.writeStringField("title", step.title());
      IndentedJson.texts(json, "commands", step.commands());
      IndentedJson.texts(json, "checks", step.checks());
      json.writeStringField("expected", step.expected());
      json.writeEndObject();
    }
    json.writeEndArray();
    IndentedJson.texts(json, "warnings", plan.assessment().warnings());
  }
}
