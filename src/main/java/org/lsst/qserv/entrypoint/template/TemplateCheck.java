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
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tries a template without installing anything. */
public final class TemplateCheck {
  private final Settings settings;
  private final Path template;

  /** A try with these settings; those without a value may have stand-ins. */
  public TemplateCheck(Settings settings, Path template) {
    this.settings = settings;
    this.template = template;
  }

  /**
   * What is wrong with the template: with these settings in what is rendered, and with stand-ins
   * for all that is unset in the branches that are not.
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
   * Has the service's own program look at the result, in a folder of its own.
   *
   * @param target where a launch would put the file
   * @param command the command for a file
   * @throws Failure 65 if it is not content
   */
  public void run(CommandRunner tool, Path target, Function<Path, List<RedactedText>> command)
      throws InterruptedException {
    String text = new TemplateRenderer(settings).render(template);
    FileCheck check = new FileCheck(settings, tool);
    try {
      Path folder = Files.createTempDirectory("entrypoint-check");
      Path file = folder.resolve(target.getFileName());
      try {
        RenderedFile.write(file, text, "rw-------");
        check.run(template, target, command.apply(file));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "cannot write a temporary file (" + e.getMessage() + ")",
          "make /tmp writable, or set java.io.tmpdir");
    }
  }
}
