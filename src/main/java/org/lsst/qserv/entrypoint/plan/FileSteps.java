// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Plans the steps that render a component's files, with all references resolved. */
public final class FileSteps {
  private static final String FILE = Component.File.FILE;

  private final Settings settings;
  private final boolean checked;

  /**
   * Creates a planner of steps.
   *
   * @param checked whether the steps include the catalog's checks of the files
   */
  public FileSteps(Settings settings, boolean checked) {
    this.settings = settings;
    this.checked = checked;
  }

  /** Returns one step per file. A missing setting is added to the problems of the settings. */
  public List<RenderTemplate> of(Component component) {
    List<RenderTemplate> steps = new ArrayList<>();
    String user = component.role() + " " + component.name();
    Path templates = Path.of(settings.string("paths.templates"));
    for (Component.File file : component.preparation().files()) {
      steps.add(
          new RenderTemplate(
              templates.resolve(settings.resolve(file.template(), user).value()),
              Path.of(settings.resolve(file.target(), user).value()),
              permissions(file.mode()),
              checked ? check(file.check(), user) : List.of()));
    }
    return steps;
  }

  /** Converts octal permissions such as {@code 0640} to {@code rw-r-----}. */
  private static String permissions(String octal) {
    int bits = Integer.parseInt(octal, 8);
    StringBuilder text = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      text.append((bits >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    return text.toString();
  }

  private List<RedactedText> check(List<String> command, String user) {
    return command.stream().map(argument -> checkArgument(argument, user)).toList();
  }

  private RedactedText checkArgument(String argument, String user) {
    return settings.resolve(
        argument,
        user,
        name ->
            name.equals(FILE)
                ? Optional.of(RedactedText.plain(RenderTemplate.FILE))
                : settings.text(name));
  }
}
