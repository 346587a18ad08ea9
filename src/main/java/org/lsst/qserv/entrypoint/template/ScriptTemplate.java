// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Renders migration scripts that are Jinja templates. Their variables are {@code schema.variables},
 * not settings.
 */
public final class ScriptTemplate {
  private ScriptTemplate() {}

  /**
   * Renders a script.
   *
   * <p>A value that contains a quote, a backslash, a line break or a NUL character must not reach
   * the output as it is: inside the quotes of a script it would end the literal, or become another
   * value. The filters {@code sql_string} and {@code sql_name} write it as a complete literal or
   * identifier.
   *
   * @param file where the text is from, for messages; templates that it includes are searched in
   *     the same directory
   * @param noBackslashEscapes whether the script runs with {@code NO_BACKSLASH_ESCAPES} in {@code
   *     sql_mode}, for {@code sql_string}
   * @throws Failure 78 if a variable without a value is used, or an unsafe value reaches the
   *     output; 65 if the template has mistakes only. It has every problem, with file and line, and
   *     none contains a value.
   */
  public static RenderedScript render(
      Path file, String text, Map<String, String> variables, boolean noBackslashEscapes) {
    ScriptProblems problems = new ScriptProblems();
    String rendered =
        template(
                file,
                new LinkedHashMap<>(variables),
                new UnsafeValues(variables, noBackslashEscapes),
                problems)
            .render(text);
    problems.throwIfAny(file);
    return new RenderedScript(rendered, redacted(file, text, variables, noBackslashEscapes));
  }

  private static String redacted(
      Path file, String text, Map<String, String> variables, boolean noBackslashEscapes) {
    ScriptProblems problems = new ScriptProblems();
    String rendered =
        template(
                file,
                Decoys.of(variables),
                new UnsafeValues(Map.of(), noBackslashEscapes),
                problems)
            .render(text);
    return problems.isEmpty() ? rendered : "";
  }

  private static JinjaTemplate template(
      Path file,
      Map<String, @Nullable Object> variables,
      OutputGuard guard,
      ScriptProblems problems) {
    Path folder = file.toAbsolutePath().getParent();
    return new JinjaTemplate(
        variables, file, folder == null ? List.of() : List.of(folder), guard, problems);
  }
}
