// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Renders Jinja templates. Templates that only substitute names are rendered by {@link
 * Substitution}, others by Jinjava, with the same result for what both support. Problems of a
 * template are added to those of the settings.
 */
public final class TemplateRenderer {
  private final Settings settings;

  public TemplateRenderer(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns the rendered text of a template.
   *
   * @throws Failure if the template cannot be read
   */
  public String render(Path template) {
    String text = read(template);
    return isSimple(text)
        ? substituted(template, text).value()
        : jinja(template, false).render(text);
  }

  /** Returns the rendered text of a template together with a form without secrets. */
  public RedactedText renderRedacted(Path template) {
    String text = read(template);
    if (isSimple(text)) {
      return substituted(template, text);
    }
    String value = jinja(template, false).render(text);
    // the second rendering would report each problem again
    return settings.problems().found().isEmpty()
        ? new RedactedText(value, jinja(template, true).render(text))
        : RedactedText.plain("");
  }

  /** Also reports problems in branches that are not taken with these settings. */
  public void validate(Path template) {
    String text = read(template);
    if (isSimple(text)) {
      RedactedText _ = substituted(template, text);
    } else {
      jinja(template, false).validate(text);
    }
  }

  private static boolean isSimple(String text) {
    return Substitution.supports(withoutLastNewline(text));
  }

  private RedactedText substituted(Path template, String text) {
    return Substitution.apply(
        withoutLastNewline(text),
        this::text,
        (name, line) -> settings.problems().add(missing(settings, template, line, name)));
  }

  /** Returns a variable in Jinja's format; in the catalog, lists and booleans have another one. */
  private Optional<RedactedText> text(String name) {
    return settings
        .variable(name)
        .map(value ->
            value instanceof List || value instanceof Boolean
                ? new RedactedText(pythonText(value, false), pythonText(value, true))
                : settings.text(value));
  }

  private String pythonText(Object value, boolean redacted) {
    return PythonText.of(new VariableValues(settings, redacted).plain(value));
  }

  private JinjaTemplate jinja(Path template, boolean redacted) {
    Path root = Path.of(settings.string("paths.templates"));
    Path folder = template.toAbsolutePath().getParent();
    return new JinjaTemplate(
        VariableGroup.root(settings, redacted),
        template,
        folder == null ? List.of(root) : List.of(folder, root),
        new ProblemReport(settings));
  }

  static Problem missing(Settings settings, Path template, int line, String name) {
    return settings.missing(name, template + ": " + line);
  }

  /** Removes one newline at the end, as Jinja does for each template. */
  static String withoutLastNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String read(Path template) {
    try {
      return TextFile.read(template);
    } catch (NoSuchFileException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "template " + template + " does not exist",
              "correct paths.templates, or add the file")
          .causedBy(e);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.BAD_DATA,
              "template " + template + " cannot be read (" + PathProblem.reason(e) + ")",
              "check its permissions and that it is UTF-8 text")
          .causedBy(e);
    }
  }
}
