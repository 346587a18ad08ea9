package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;

/**
 * Renders Jinja templates. One that only puts values in the place of names is rendered here; any
 * other by Jinjava, with the same result for what both can do.
 */
public final class TemplateRenderer {
  private final Settings settings;

  public TemplateRenderer(Settings settings) {
    this.settings = settings;
  }

  /**
   * The text that a template gives. Variables without a value become problems of the settings.
   *
   * @throws Failure if the template cannot be read or has a mistake
   */
  public String render(Path template) {
    return renderMasked(template).value();
  }

  /**
   * The text that a template gives, together with the form of it that may be shown. The result of
   * more than names may not be shown at all where a secret went in: an expression can take it
   * apart.
   */
  public Masked renderMasked(Path template) {
    String text = read(template);
    String body = withoutLastNewline(text);
    if (Substitution.isEnoughFor(body)) {
      return Substitution.apply(
          body, settings::text, (name, line) -> missing(template, line, name));
    }
    return Masked.plain(new JinjaTemplate(settings, template).render(text));
  }

  private void missing(Path template, int line, String name) {
    settings.problems().add(missing(settings, template, line, name));
  }

  static Problem missing(Settings settings, Path template, int line, String name) {
    return settings.missing(name, template + ": " + line);
  }

  /** Jinja drops one newline at the end of a template. */
  private static String withoutLastNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String read(Path template) {
    try {
      return Files.readString(template, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "there is no template " + template,
          "correct paths.templates, or add the file");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BAD_DATA,
          "the template " + template + " cannot be read (" + e.getClass().getSimpleName() + ")",
          "make it a readable text file in UTF-8");
    }
  }
}
