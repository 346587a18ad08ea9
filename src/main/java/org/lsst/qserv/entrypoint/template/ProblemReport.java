// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Adds the problems of a template to those of the settings. */
final class ProblemReport implements JinjaTemplate.Report {
  private final Settings settings;

  ProblemReport(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void undefined(Path file, int line, String name) {
    settings.problems().add(TemplateRenderer.missing(settings, file, line, name));
  }

  @Override
  public void error(Path file, int line, String message) {
    settings
        .problems()
        .add(
            new Problem(
                ExitCode.BAD_DATA,
                file + ": " + line + ": " + message,
                "correct the Jinja template"));
  }
}
