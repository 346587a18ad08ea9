package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Makes problems of the settings out of what Jinja finds. */
final class ProblemReport implements JinjaTemplate.Report {
  private final Settings settings;

  ProblemReport(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void undefined(Path file, int line, String name) {
    settings.problems().add(TemplateRenderer.missing(settings, file, line, name));
  }

  /** The engine quotes what it stumbles over, which may be a value. */
  @Override
  public void mistake(Path file, int line, String message) {
    settings
        .problems()
        .add(
            new Problem(
                ExitCode.BAD_DATA,
                file + ": " + line + ": " + settings.hideSecrets(message).replace('\n', ' '),
                "mend the template; it is Jinja"));
  }
}
