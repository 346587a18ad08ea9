// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Checks a template without installing anything. */
public final class TemplateCheck {
  private final Settings settings;
  private final Path template;

  /** Creates a check with these settings; those without a value may have placeholders. */
  public TemplateCheck(Settings settings, Path template) {
    this.settings = settings;
    this.template = template;
  }

  /**
   * Returns the problems of the template: in the rendered branches with these settings, and in the
   * other branches with placeholders for unset settings.
   */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    try {
      String _ = new TemplateRenderer(settings).render(template);
      Settings complete = settings.withPlaceholders();
      new TemplateRenderer(complete).validate(template);
      problems.addAll(settings.problems().found());
      complete.problems().found().stream()
          .filter(problem -> !problems.contains(problem))
          .forEach(problems::add);
    } catch (Failure e) {
      problems.addAll(e.problems());
    }
    return problems;
  }

  /**
   * Checks the rendered file with the service's own program, in a temporary folder.
   *
   * @param target the path where a launch would install the file
   * @param command returns the command that checks a file
   * @throws Failure with exit code 65 if the check fails
   */
  public void run(CommandRunner runner, Path target, Function<Path, List<RedactedText>> command)
      throws InterruptedException {
    String text = new TemplateRenderer(settings).render(template);
    FileCheck check = new FileCheck(settings, runner);
    try {
      Path folder = Files.createTempDirectory("entrypoint-check");
      Path file = folder.resolve(target.getFileName());
      try {
        RenderedFileWriter.write(file, text, "rw-------");
        check.run(template, target, command.apply(file));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot write a temporary file (" + PathProblem.reason(e) + ")",
              "make /tmp writable, or set java.io.tmpdir")
          .causedBy(e);
    }
  }
}
