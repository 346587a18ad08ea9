// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.Written;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;

/** Reads {@code NAME=VALUE}; a value with commas is a list, a comma at its end makes one of one. */
final class LegacyVariables {
  private LegacyVariables() {}

  static Map<String, Raw> read(List<Written> texts, TranslationProblems findings) {
    return read(texts, findings, (value, origin) -> value(value, origin, findings));
  }

  /** Variables of scripts, which are texts: commas mean nothing. */
  static Map<String, Raw> texts(List<Written> texts, TranslationProblems findings) {
    return read(texts, findings, (value, origin) -> value);
  }

  private static Map<String, Raw> read(
      List<Written> texts,
      TranslationProblems findings,
      BiFunction<String, String, Object> understood) {
    Map<String, Raw> variables = new TreeMap<>();
    for (Written text : texts) {
      int equals = text.text().indexOf('=');
      if (equals < 1) {
        findings.add(
            Problem.usage(
                text.origin() + ": a variable without a name or value", "write NAME=VALUE"));
        continue;
      }
      String name = text.text().substring(0, equals);
      String value = text.text().substring(equals + 1);
      String origin = text.origin() + " " + name;
      variables.put(name, new Raw(understood.apply(value, origin), origin));
    }
    return variables;
  }

  private static Object value(String text, String origin, TranslationProblems findings) {
    if (text.indexOf(',') < 0) {
      return text;
    }
    boolean meant = text.endsWith(",");
    List<String> elements =
        List.of((meant ? text.substring(0, text.length() - 1) : text).split(",", -1));
    if (!meant) {
      findings.warn(
          origin + ": its commas make it a list of " + elements.size(),
          "a text with commas can be given in --targs-file; with a comma at its end, too, a list is"
              + " meant");
    }
    return elements;
  }
}
