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
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Renders Jinja templates. One that only puts values in the place of names is rendered here; any
 * other by Jinjava, with the same result for what both can do. What is wrong with a template
 * becomes problems of the settings.
 */
public final class TemplateRenderer {
  private final Settings settings;

  public TemplateRenderer(Settings settings) {
    this.settings = settings;
  }

  /**
   * The text that a template gives.
   *
   * @throws Failure if the template cannot be read
   */
  public String render(Path template) {
    String text = read(template);
    return isSimple(text)
        ? substituted(template, text).value()
        : jinja(template, false).render(text);
  }

  /** The text together with the form of it that may be shown. */
  public RedactedText renderMasked(Path template) {
    String text = read(template);
    if (isSimple(text)) {
      return substituted(template, text);
    }
    String value = jinja(template, false).render(text);
    // a mistake is one mistake, though the template is rendered twice
    return settings.problems().found().isEmpty()
        ? new RedactedText(value, jinja(template, true).render(text))
        : RedactedText.plain("");
  }

  /** Looks for mistakes in branches, too, that are not taken with these settings. */
  public void validate(Path template) {
    String text = read(template);
    if (isSimple(text)) {
      RedactedText _ = substituted(template, text);
    } else {
      jinja(template, false).validate(text);
    }
  }

  private static boolean isSimple(String text) {
    return Substitution.isEnoughFor(withoutLastNewline(text));
  }

  private RedactedText substituted(Path template, String text) {
    return Substitution.apply(
        withoutLastNewline(text),
        this::text,
        (name, line) -> settings.problems().add(missing(settings, template, line, name)));
  }

  /** As Jinja prints it; in the catalog, lists and flags have another form. */
  private Optional<RedactedText> text(String name) {
    return settings
        .variable(name)
        .map(value ->
            value instanceof List || value instanceof Boolean
                ? new RedactedText(pythonText(value, false), pythonText(value, true))
                : settings.text(value));
  }

  private String pythonText(Object value, boolean masked) {
    return PythonText.of(new VariableValues(settings, masked).plain(value));
  }

  private JinjaTemplate jinja(Path template, boolean masked) {
    Path root = Path.of(settings.string("paths.templates"));
    Path folder = template.toAbsolutePath().getParent();
    return new JinjaTemplate(
        VariableGroup.root(settings, masked),
        template,
        folder == null ? List.of(root) : List.of(folder, root),
        new ProblemReport(settings));
  }

  static Problem missing(Settings settings, Path template, int line, String name) {
    return settings.missing(name, template + ": " + line);
  }

  /** Jinja drops one newline at the end of a template, be it included or not. */
  static String withoutLastNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String read(Path template) {
    try {
      return TextFile.read(template);
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
