// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;

/**
 * Reads variables {@code NAME=VALUE}. A value with commas is a list; a trailing comma makes a list
 * even of a single element.
 */
final class LegacyVariables {
  private LegacyVariables() {}

  static Map<String, Raw> read(List<GivenValue> texts, TranslationProblems problems) {
    return read(texts, problems, (value, origin) -> value(value, origin, problems));
  }

  /** Reads variables of scripts, which are strings in which commas have no special meaning. */
  static Map<String, Raw> texts(List<GivenValue> texts, TranslationProblems problems) {
    return read(texts, problems, (value, origin) -> value);
  }

  private static Map<String, Raw> read(
      List<GivenValue> texts,
      TranslationProblems problems,
      BiFunction<String, String, Object> parser) {
    Map<String, Raw> variables = new TreeMap<>();
    for (GivenValue text : texts) {
      int equals = text.text().indexOf('=');
      if (equals < 1) {
        problems.add(
            Problem.usage(
                text.origin() + ": a variable without a name or value", "use NAME=VALUE"));
        continue;
      }
      String name = text.text().substring(0, equals);
      String value = text.text().substring(equals + 1);
      String origin = text.origin() + " " + name;
      variables.put(name, new Raw(parser.apply(value, origin), origin));
    }
    return variables;
  }

  private static Object value(String text, String origin, TranslationProblems problems) {
    if (text.indexOf(',') < 0) {
      return text;
    }
    boolean isExplicit = text.endsWith(",");
    List<String> elements =
        List.of((isExplicit ? text.substring(0, text.length() - 1) : text).split(",", -1));
    if (!isExplicit) {
      problems.warn(
          origin + ": the value contains commas and is read as a list of " + elements.size(),
          "specify a string with commas in --targs-file, or mark a list with a trailing comma");
    }
    return elements;
  }
}
