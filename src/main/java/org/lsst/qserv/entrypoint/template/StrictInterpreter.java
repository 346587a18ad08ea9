// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Jinjava's interpreter, with the strictness of Jinja2's StrictUndefined and the output format of
 * Python. It continues after an error to find all of them.
 */
final class StrictInterpreter extends JinjavaInterpreter {
  private static final List<String> NONE = List.of("none", "None");
  private static final Pattern INLINE_IF = Pattern.compile("\\sif\\s");

  /** Receives problems. The file is the name of an included template, or empty for the main one. */
  interface Report {
    void undefined(String file, int line, String name);

    void error(String file, int line, String message);

    void unsafe(String file, int line, String variable);
  }

  private final Rendering rendering;
  private final FilterNames filters = new FilterNames();
  private int errors;

  StrictInterpreter(Jinjava engine, Context context, JinjavaConfig config, Rendering rendering) {
    super(engine, context, config);
    this.rendering = rendering;
  }

  /** Creates the interpreter of an imported template. */
  StrictInterpreter(JinjavaInterpreter importing, Rendering rendering) {
    super(importing);
    this.rendering = rendering;
  }

  /** Called by the engine with the value of each expression that it writes to the output. */
  @Override
  public String getAsString(@Nullable Object value) {
    String text = PythonText.of(value);
    rendering
        .current()
        .filter(ExpressionNode.class::isInstance)
        .ifPresent(node ->
            rendering
                .taint()
                .taintedVariablesIn(text)
                .forEach(name -> rendering.report().unsafe(file(), node.getLineNumber(), name)));
    return text;
  }

  @Override
  public @Nullable Object retraceVariable(String variable, int line, int position) {
    Object value = super.retraceVariable(variable, line, position);
    if (value == null && !NONE.contains(variable) && !getContext().containsKey(variable)) {
      rendering.undefined().add(variable);
    }
    rendering.taint().onRead(value);
    return value;
  }

  @Override
  public @Nullable Object resolveELExpression(String expression, int line) {
    rendering.taint().beginExpression();
    Object value = null;
    try {
      value = evaluateStrictly(expression, line, () -> super.resolveELExpression(expression, line));
      return value;
    } finally {
      rendering.taint().endExpression(value);
    }
  }

  private @Nullable Object evaluateStrictly(
      String expression, int line, Supplier<@Nullable Object> evaluation) {
    Optional<String> unknown = filters.firstUnknown(expression, getContext());
    if (unknown.isPresent()) {
      rendering.report().error(file(), line, "unknown filter '" + unknown.get() + "'");
      return "";
    }
    Object value;
    Set<String> missing;
    int before = errors;
    rendering.undefined().beginExpression();
    try {
      value = evaluation.get();
    } finally {
      missing = rendering.undefined().endExpression();
    }
    if (errors > before) {
      return ""; // already reported
    }
    if (value == null && missing.isEmpty() && INLINE_IF.matcher(expression).find()) {
      return ""; // without an else, which StrictUndefined accepts too
    }
    if (value == null && missing.isEmpty() && !NONE.contains(expression.strip())) {
      missing = Set.of(expression.strip());
    }
    for (String name : missing) {
      if (!UndefinedNames.isAllowed(name, expression)) {
        rendering.report().undefined(file(), line, name);
      }
    }
    return value;
  }

  @Override
  public void addError(TemplateError error) {
    errors++;
    int line = error.getLineno() > 0 ? error.getLineno() : getLineNumber();
    String message = EngineMessage.of(error, rendering.current().map(StrictInterpreter::source));
    rendering.report().error(file(), line, message);
    super.addError(error);
  }

  /** Returns the source text of a part of a template. */
  static String source(Node node) {
    return node.getMaster().getImage();
  }

  /** Returns the name of the included template being rendered; empty for the main template. */
  String file() {
    return getContext().getCurrentPathStack().peek().orElse("");
  }
}
