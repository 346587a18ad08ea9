// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The undefined names that an expression accessed. Jinja2's StrictUndefined only allows testing
 * such a name or replacing it with a default.
 */
final class UndefinedNames {
  private static final Pattern SUBSCRIPT = Pattern.compile("\\[\\s*(['\"])(\\w+)\\1\\s*]");
  private static final String ALLOWED =
      "\\s*(?:\\(|\\|\\s*(?:default|d)\\b|is\\s+(?:not\\s+)?(?:defined|undefined|none)\\b)";

  /** A stack, because an expression in a macro is evaluated inside the one that calls it. */
  private final Deque<Set<String>> expressions = new ArrayDeque<>(List.of(new LinkedHashSet<>()));

  void beginExpression() {
    expressions.push(new LinkedHashSet<>());
  }

  void add(String name) {
    expressions.element().add(name);
  }

  /** Returns the undefined names of the expression that is finished. */
  Set<String> endExpression() {
    return expressions.pop();
  }

  /**
   * Returns whether the expression tests the name, defaults it, calls it, or uses get. This is a
   * heuristic on the text of the expression: one such use permits every other use of the name in
   * the same expression, so it may accept an expression that Jinja2 rejects, but rejects none that
   * Jinja2 accepts for such a use.
   */
  static boolean isAllowed(String missing, String expression) {
    String plain = SUBSCRIPT.matcher(expression).replaceAll(".$2");
    String name = Pattern.quote(missing.substring(missing.lastIndexOf('.') + 1));
    return Pattern.compile("(?<!\\w)" + name + ALLOWED + "|get\\(\\s*['\"]" + name + "['\"]")
        .matcher(plain)
        .find();
  }
}
