// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the filters of an expression. The engine's result for an unknown filter is empty. */
final class FilterNames {
  private static final Pattern NAME =
      Pattern.compile("'[^']*'|\"[^\"]*\"|(?<!\\|)\\|\\s*(?<name>[A-Za-z_]\\w*)");

  private final Map<String, Optional<String>> unknown = new HashMap<>();

  /** Returns the first filter that does not exist. */
  Optional<String> firstUnknown(String expression, Context context) {
    return unknown.computeIfAbsent(expression, text -> find(text, context));
  }

  private static Optional<String> find(String expression, Context context) {
    return NAME.matcher(expression)
        .results()
        .flatMap(filter -> Stream.ofNullable(filter.group("name")))
        .filter(name -> context.getFilter(name) == null)
        .findFirst();
  }
}
