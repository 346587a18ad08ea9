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
   * <p>A value that contains a quote, a backslash, a line break or a NUL character must not be
   * written unchanged: inside quotes it would terminate the literal or change its value. The
   * filters {@code sql_string} and {@code sql_name} convert it to a complete literal or identifier.
   *
   * @param file the path of the template, for messages; included templates are searched in the same
   *     directory
   * @param noBackslashEscapes whether the script runs with {@code NO_BACKSLASH_ESCAPES} in {@code
   *     sql_mode}, for {@code sql_string}
   * @throws Failure with exit code 78 if a variable without a value is used, or an unsafe value is
   *     written to the output; 65 for errors in the template only. It lists every problem with file
   *     and line, and no message contains a value.
   */
  public static RenderedScript render(
      Path file, String text, Map<String, String> variables, boolean noBackslashEscapes) {
    ScriptProblems problems = new ScriptProblems();
    String rendered =
        template(
                file,
                new LinkedHashMap<>(variables),
                new SqlTaintTracker(variables, noBackslashEscapes),
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
                new SqlTaintTracker(Map.of(), noBackslashEscapes),
                problems)
            .render(text);
    return problems.isEmpty() ? rendered : "";
  }

  private static JinjaTemplate template(
      Path file,
      Map<String, @Nullable Object> variables,
      TaintTracker taint,
      ScriptProblems problems) {
    Path folder = file.toAbsolutePath().getParent();
    return new JinjaTemplate(
        variables, file, folder == null ? List.of() : List.of(folder), taint, problems);
  }
}
