package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text that is a Jinja template by itself, with variables that are no settings. */
public final class TextTemplate {
  private TextTemplate() {}

  /** A variable without a value. */
  public static final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(String name) {
      super(name, null, false, false);
    }

    /** The variable's name. */
    public String name() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The text that the template gives.
   *
   * @throws UnknownName for the first variable without a value
   * @throws IllegalArgumentException if it is no Jinja, with the reason
   */
  public static String render(String text, Map<String, ?> variables) {
    return new JinjaTemplate(
            Map.<String, @Nullable Object>copyOf(variables), Path.of(""), List.of(), new Thrower())
        .render(text);
  }

  /** Ends at the first thing that is wrong. */
  private static final class Thrower implements JinjaTemplate.Report {
    @Override
    public void undefined(Path file, int line, String name) {
      throw new UnknownName(name);
    }

    @Override
    public void mistake(Path file, int line, String message) {
      throw new IllegalArgumentException(message);
    }
  }
}
