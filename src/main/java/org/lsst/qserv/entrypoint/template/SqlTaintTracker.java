// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Taint tracking for SQL scripts: follows variables whose values could terminate a quoted SQL
 * string, or change its meaning, through a rendering. A string is unsafe if it contains such a
 * character and results from an expression that read such a variable, even through {@code set},
 * loops, macros or computations. Characters in the template itself and the output of the SQL
 * filters are safe.
 */
final class SqlTaintTracker implements TaintTracker {
  private static final String CHARACTERS = "'\"`\\\n\r\0";

  /** An expression with the variables that it read and the safe parts of its result. */
  private record Expression(Set<String> variables, List<String> safeParts) {
    Expression() {
      this(new TreeSet<>(), new ArrayList<>());
    }
  }

  private final Map<String, Set<String>> variablesOf = new HashMap<>();
  private final Set<String> safe = new HashSet<>();
  private final Deque<Expression> expressions = new ArrayDeque<>();
  private final boolean noBackslashEscapes;
  private Expression last = new Expression();

  SqlTaintTracker(Map<String, String> variables, boolean noBackslashEscapes) {
    this.noBackslashEscapes = noBackslashEscapes;
    variables.forEach((name, value) -> {
      if (isUnsafe(value)) {
        variablesOf.computeIfAbsent(value, _ -> new TreeSet<>()).add(name);
      }
    });
  }

  private static boolean isUnsafe(String text) {
    return text.chars().anyMatch(c -> CHARACTERS.indexOf(c) >= 0);
  }

  @Override
  public void beginExpression() {
    expressions.push(new Expression());
  }

  @Override
  public void onRead(@Nullable Object value) {
    if (!variablesOf.isEmpty() && !expressions.isEmpty()) {
      NestedText.forEach(value, this::read);
    }
  }

  /** Considers enclosing expressions, because they may have computed the argument of a macro. */
  private void read(String text) {
    Expression current = expressions.element();
    Set<String> variables = variablesOf.get(text);
    if (variables != null) {
      current.variables.addAll(variables);
    } else if (safe.contains(text)) {
      current.safeParts.add(text);
    } else if (isUnsafe(text)) {
      expressions.forEach(outer -> current.variables.addAll(outer.variables));
    }
  }

  @Override
  public void markSafe(String text) {
    if (!expressions.isEmpty()) {
      expressions.element().safeParts.add(text);
    }
  }

  @Override
  public void onIterate(String text) {
    Set<String> variables = variablesOf.get(text);
    if (variables != null) {
      text.chars()
          .mapToObj(Character::toString)
          .filter(SqlTaintTracker::isUnsafe)
          .forEach(c -> variablesOf.computeIfAbsent(c, _ -> new TreeSet<>()).addAll(variables));
    }
  }

  @Override
  public void endExpression(@Nullable Object result) {
    last = expressions.pop();
    if (!variablesOf.isEmpty()) {
      NestedText.forEach(result, this::remember);
    }
  }

  /** Remembers a result, because {@code set} may assign it to a name. */
  private void remember(String result) {
    if (isUnsafe(result)) {
      if (taintedVariablesIn(result).isEmpty()) {
        safe.add(result);
      } else {
        variablesOf.computeIfAbsent(result, _ -> new TreeSet<>()).addAll(last.variables);
      }
    }
  }

  @Override
  public Set<String> taintedVariablesIn(String output) {
    if (last.variables.isEmpty()) {
      return Set.of();
    }
    String remaining = output;
    for (String safePart : longestFirst(last.safeParts)) {
      remaining = remaining.replace(safePart, "");
    }
    return isUnsafe(remaining) ? Set.copyOf(last.variables) : Set.of();
  }

  /** Sorts by length, because one string may be part of another. */
  private static List<String> longestFirst(List<String> texts) {
    return texts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  @Override
  public List<SqlFilter> filters() {
    return List.of(
        new SqlFilter(
            "sql_string", text -> SqlText.string(text, noBackslashEscapes), this::markSafe),
        new SqlFilter("sql_name", SqlText::name, this::markSafe));
  }
}
