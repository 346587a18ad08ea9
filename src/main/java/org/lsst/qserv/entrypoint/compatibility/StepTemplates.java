// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** The commands of each step with one tool, from a file in the jar. */
public final class StepTemplates {
  private static final String FILE = "compatibility/steps.conf";
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{ ([a-z-]+) }}");

  private final String tool;
  private final Config steps;

  private StepTemplates(String tool, Config steps) {
    this.tool = tool;
    this.steps = steps;
  }

  /** Returns the names of the tools. */
  public static SortedSet<String> tools(BundledFiles bundled) {
    return new TreeSet<>(bundled.text(FILE).root().keySet());
  }

  /**
   * Returns the steps with a tool.
   *
   * @throws Failure with exit code 64 if the tool is unknown
   */
  public static StepTemplates of(BundledFiles bundled, String tool) {
    SortedSet<String> tools = tools(bundled);
    if (!tools.contains(tool)) {
      throw new Failure(
          ExitCode.USAGE,
          "invalid value '" + tool + "' for --for (expected " + String.join(" or ", tools) + ")",
          "use one of these tools");
    }
    return new StepTemplates(tool, bundled.text(FILE).getConfig(tool));
  }

  String tool() {
    return tool;
  }

  List<String> replace() {
    return steps.getStringList("replace");
  }

  /** Returns what the tool has for a module or part, such as the name of its Job. */
  Map<String, String> values(String group, String name) {
    Map<String, String> values = new TreeMap<>();
    String path = ConfigUtil.joinPath(group, name);
    Config found = steps.hasPath(path) ? steps.getConfig(path) : ConfigFactory.empty();
    found.root().keySet().forEach(key -> values.put(key, found.getString(key)));
    return values;
  }

  /** Returns whether the tool has what its commands need for a module or part. */
  boolean supports(String group, String name) {
    return !steps.hasPath(group) || steps.hasPath(ConfigUtil.joinPath(group, name));
  }

  /** Returns a step with its references replaced. */
  UpgradeStep step(String name, String title, Map<String, String> values) {
    Config template = steps.getConfig(name);
    return new UpgradeStep(
        title,
        template.getStringList("commands").stream().map(text -> fill(text, values)).toList(),
        template.getStringList("checks").stream().map(text -> fill(text, values)).toList(),
        fill(template.getString("expected"), values));
  }

  private static String fill(String text, Map<String, String> values) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> {
          String value = values.get(reference.group(1));
          if (value == null) {
            throw new IllegalStateException(FILE + ": no value for " + reference.group());
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
