package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Jinjava's interpreter, as strict as Jinja2 with StrictUndefined and printing as Python does. It
 * goes on after a mistake, so that all are found.
 */
final class StrictInterpreter extends JinjavaInterpreter {
  private static final List<String> NONE = List.of("none", "None");
  private static final Pattern INLINE_IF = Pattern.compile("\\sif\\s");

  /** Told of what is wrong; the file is empty for the template itself, else as it was included. */
  interface Report {
    void undefined(String file, int line, String name);

    void mistake(String file, int line, String message);
  }

  private final UndefinedNames undefined;
  private final Report report;
  private int mistakes;

  StrictInterpreter(
      Jinjava engine,
      Context context,
      JinjavaConfig config,
      UndefinedNames undefined,
      Report report) {
    super(engine, context, config);
    this.undefined = undefined;
    this.report = report;
  }

  /** One for a template that another one imports. */
  StrictInterpreter(JinjavaInterpreter importing, UndefinedNames undefined, Report report) {
    super(importing);
    this.undefined = undefined;
    this.report = report;
  }

  @Override
  public String getAsString(@Nullable Object value) {
    return PythonText.of(value);
  }

  @Override
  public @Nullable Object retraceVariable(String variable, int line, int position) {
    Object value = super.retraceVariable(variable, line, position);
    if (value == null && !NONE.contains(variable) && !getContext().containsKey(variable)) {
      undefined.add(variable);
    }
    return value;
  }

  @Override
  public @Nullable Object resolveELExpression(String expression, int line) {
    return strictly(expression, line, () -> super.resolveELExpression(expression, line));
  }

  private @Nullable Object strictly(
      String expression, int line, Supplier<@Nullable Object> evaluation) {
    Object value;
    Set<String> missing;
    int before = mistakes;
    undefined.beginExpression();
    try {
      value = evaluation.get();
    } finally {
      missing = undefined.endExpression();
    }
    if (mistakes > before) {
      return ""; // there is a word about it already
    }
    if (value == null && missing.isEmpty() && INLINE_IF.matcher(expression).find()) {
      return ""; // without an else; not even StrictUndefined minds that
    }
    if (value == null && missing.isEmpty() && !NONE.contains(expression.strip())) {
      missing = Set.of(expression.strip());
    }
    for (String name : missing) {
      if (!UndefinedNames.isAllowed(name, expression)) {
        report.undefined(file(), line, name);
      }
    }
    return value;
  }

  @Override
  public void addError(TemplateError error) {
    mistakes++;
    report.mistake(file(), error.getLineno(), error.getMessage());
    super.addError(error);
  }

  /** The file that is being rendered, as it was included; empty for the template itself. */
  String file() {
    return getContext().getCurrentPathStack().peek().orElse("");
  }
}
