// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a string that is a Jinja template, with variables other than settings. */
public final class TextTemplate {
  private TextTemplate() {}

  /** Thrown for a variable without a value. */
  public static final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(String name) {
      super(name, null, false, false);
    }

    /** Returns the variable's name. */
    public String name() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Returns the rendered text.
   *
   * @throws UnknownName for the first variable without a value
   * @throws IllegalArgumentException if the template is invalid, with the reason
   */
  public static String render(String text, Map<String, ?> variables) {
    FirstError first = new FirstError();
    Map<String, @Nullable Object> values = Map.copyOf(variables);
    String rendered = new JinjaTemplate(values, Path.of(""), List.of(), first).render(text);
    first.throwIfAny();
    return rendered;
  }

  /** Keeps the first problem, because the engine wraps exceptions that are thrown in a tag. */
  private static final class FirstError implements JinjaTemplate.Report {
    private @Nullable RuntimeException first;

    @Override
    public void undefined(Path file, int line, String name) {
      add(new UnknownName(name));
    }

    @Override
    public void error(Path file, int line, String message) {
      add(new IllegalArgumentException(message));
    }

    private void add(RuntimeException error) {
      first = first == null ? error : first;
    }

    void throwIfAny() {
      if (first != null) {
        throw first;
      }
    }
  }
}
