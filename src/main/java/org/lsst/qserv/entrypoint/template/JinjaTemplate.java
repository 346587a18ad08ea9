package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * A template that does more than put in names. Loading its engine costs as much as a whole launch.
 */
final class JinjaTemplate {
  private final Settings settings;
  private final Path template;

  JinjaTemplate(Settings settings, Path template) {
    this.settings = settings;
    this.template = template;
  }

  /** Renders the text; what is wrong becomes problems of the settings. */
  String render(String text) {
    JinjavaConfig config =
        JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            // a value is a value: braces in a password are not for the engine
            .withNestedInterpretationEnabled(false)
            .withKeepTrailingNewline(false)
            .withMaxOutputSize(64L << 20)
            .build();
    RenderResult result = new Jinjava(config).renderForResult(text, VariableGroup.root(settings));
    for (TemplateError error : result.getErrors()) {
      settings.problems().add(problem(error));
    }
    return result.getOutput();
  }

  private Problem problem(TemplateError error) {
    if (error.getException() instanceof UnknownTokenException unknown) {
      return TemplateRenderer.missing(settings, template, error.getLineno(), unknown.getToken());
    }
    return new Problem(
        ExitCode.BAD_DATA,
        template + ": " + error.getLineno() + ": " + error.getReason(),
        "mend the template; it is Jinja");
  }
}
