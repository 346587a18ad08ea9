// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that an expression asked for in vain. Jinja2's StrictUndefined lets such a name be
 * tested or replaced by a default, and nothing else.
 */
final class UndefinedNames {
  private static final Pattern SUBSCRIPT = Pattern.compile("\\[\\s*(['\"])(\\w+)\\1\\s*]");
  private static final String ALLOWED =
      "\\s*(?:\\(|\\|\\s*(?:default|d)\\b|is\\s+(?:not\\s+)?(?:defined|undefined|none)\\b)";

  /**
   * Expressions contain each other: one in a macro is evaluated inside of the one that calls it.
   */
  private final Deque<Set<String>> expressions = new ArrayDeque<>(List.of(new LinkedHashSet<>()));

  void beginExpression() {
    expressions.push(new LinkedHashSet<>());
  }

  void add(String name) {
    expressions.element().add(name);
  }

  /** The names of the expression since it began. */
  Set<String> endExpression() {
    return expressions.pop();
  }

  /** Whether the expression only tests the name, gives it a default, calls it, or uses get. */
  static boolean isAllowed(String missing, String expression) {
    String plain = SUBSCRIPT.matcher(expression).replaceAll(".$2");
    String name = Pattern.quote(missing.substring(missing.lastIndexOf('.') + 1));
    return Pattern.compile("(?<!\\w)" + name + ALLOWED + "|get\\(\\s*['\"]" + name + "['\"]")
        .matcher(plain)
        .find();
  }
}
