package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;

/** A Jinja template that is no service's file, with variables that are no settings. */
public final class ScriptTemplate {
  private ScriptTemplate() {}

  /**
   * The text that the template gives.
   *
   * @param file where it is from, for messages and for what it includes
   * @throws Failure 65 with every variable without a value and every mistake, by file and line
   */
  public static String render(Path file, String text, Map<String, ?> variables) {
    List<Problem> problems = new ArrayList<>();
    Path folder = file.toAbsolutePath().getParent();
    String rendered =
        new JinjaTemplate(
                Map.<String, @Nullable Object>copyOf(variables),
                file,
                folder == null ? List.of() : List.of(folder),
                new Collector(problems))
            .render(text);
    if (!problems.isEmpty()) {
      throw new Failure("the script " + file, problems);
    }
    return rendered;
  }

  private record Collector(List<Problem> problems) implements JinjaTemplate.Report {
    @Override
    public void undefined(Path file, int line, String name) {
      problems.add(
          new Problem(
              ExitCode.BAD_DATA,
              file + ": " + line + ": '" + name + "' has no value",
              "set it: -e schema.variables." + name + "=…"));
    }

    @Override
    public void mistake(Path file, int line, String message) {
      problems.add(
          new Problem(
              ExitCode.BAD_DATA, file + ": " + line + ": " + message, "correct the script"));
    }
  }
}
