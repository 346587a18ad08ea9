// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Suggestion;

/**
 * Validates the settings of single components: {@code components.NAME.args}, {@code .env}, {@code
 * .command}.
 */
final class ComponentSettings {
  private static final String ARGS = "args";
  private static final String ENV = "env";
  private static final String COMMAND = "command";
  private static final List<String> PARTS = List.of(ARGS, ENV, COMMAND);

  private ComponentSettings() {}

  /** Adds a problem for each unknown part and each part of the wrong type. */
  static void check(Settings settings, String component) {
    Object value = settings.map("components").get(component);
    String name = "components." + component;
    if (!(value instanceof Map<?, ?> parts)) {
      add(settings, name + " is not an object", "set components.NAME.args, .env or .command");
      return;
    }
    parts.forEach((part, content) -> check(settings, name, String.valueOf(part), content));
  }

  private static void check(
      Settings settings, String component, String part, @Nullable Object content) {
    String name = component + "." + part;
    if (!PARTS.contains(part)) {
      add(
          settings,
          name + ": unknown setting",
          Suggestion.nearest(part, PARTS)
              .map(near -> "did you mean " + component + "." + near + "?")
              .orElse("use args, env or command"));
      return;
    }
    boolean isList = part.equals(COMMAND);
    boolean fits = content == null || (isList ? content instanceof List : content instanceof Map);
    if (!fits) {
      add(
          settings,
          name + " is not " + (isList ? "a list" : "an object"),
          isList ? "use [\"program\",\"argument\"]" : "use {\"name\":\"value\"}");
    }
  }

  /**
   * Returns the text of a value of {@code env} or {@code command}. Adds a problem and returns an
   * empty string if it is a list or an object.
   */
  static String text(Settings settings, String name, Object value) {
    if (value instanceof Map || value instanceof Collection) {
      add(settings, name + " is not a single value", "use a string");
      return "";
    }
    return String.valueOf(value);
  }

  private static void add(Settings settings, String what, String fix) {
    settings.problems().add(Problem.configuration(what, fix));
  }
}
