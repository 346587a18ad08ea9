// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.template.RenderRequest.FileToRender;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the templates of the release line and their targets. */
final class TemplateListCommand implements Callable<Integer> {
  private static final List<String> HEADER = List.of("ROLE", "COMPONENT", "TEMPLATE", "TARGET");

  private final Host host;
  private final RenderRequest files;

  TemplateListCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.files = RenderRequest.withOptionalRole(settingsOptions);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("List the templates with their role, component and target.")
        .footer("Example: entrypoint template list czar");
    files.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    List<List<String>> lines = new ArrayList<>(List.of(HEADER));
    files.read(true).forEach(file -> lines.add(line(file)));
    int[] widths = new int[HEADER.size()];
    lines.forEach(line -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    });
    lines.forEach(line -> host.out().println(aligned(line, widths)));
    return 0;
  }

  private static List<String> line(FileToRender file) {
    return List.of(
        file.component().role(),
        file.component().name(),
        file.file().template().toString(),
        file.file().target().toString());
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
    }
    return text.toString().stripTrailing();
  }
}
