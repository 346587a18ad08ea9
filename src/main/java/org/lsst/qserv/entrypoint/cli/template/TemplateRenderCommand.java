// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.template.RoleFiles.RoleFile;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.template.RenderedFile;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Renders the files of a role, to be looked at or into a folder. */
final class TemplateRenderCommand implements Callable<Integer> {
  private final Host host;
  private final RoleFiles files;
  private final OptionSpec folder =
      OptionSpec.builder("--to")
          .type(String.class)
          .arity("1")
          .paramLabel("FOLDER")
          .description("Write each file below this folder, secrets and all, with its mode.")
          .build();
  private final Flag reveal = new Flag("--reveal", "Show secrets on the standard output, too.");

  TemplateRenderCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.files = RoleFiles.ofRole(settingsOptions);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(folder).addOption(reveal.spec());
    spec.usageMessage()
        .description(
            "Renders the files of a role: to the standard output, secrets masked, each below a line"
                + " with its target, or into a folder.")
        .footer("Example: entrypoint template render czar proxy --to ./files");
    files.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    String to = folder.getValue();
    boolean masked = to == null && !reveal.isGiven();
    Map<RenderTemplate, String> texts = new LinkedHashMap<>();
    for (RoleFile file : files.read(false)) {
      texts.computeIfAbsent(file.file().withoutCheck(), step -> render(file, masked));
      file.settings().problems().throwIfAny("the templates of " + files.target());
    }
    texts.forEach((file, text) -> {
      if (to == null) {
        host.out().println("==> " + file.target() + " <==");
        host.out().println(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
      } else {
        host.out().println(write(Path.of(to), file, text));
      }
    });
    return 0;
  }

  private static String render(RoleFile file, boolean masked) {
    TemplateRenderer renderer = new TemplateRenderer(file.settings());
    return masked
        ? renderer.renderRedacted(file.file().template()).shown()
        : renderer.render(file.file().template());
  }

  /** As if the folder were the root of the container's file system. */
  private static Path write(Path folder, RenderTemplate file, String text) {
    Path target = folder.resolve(Path.of("/").relativize(file.target()));
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "--to " + folder + ": cannot make its folders (" + e.getClass().getSimpleName() + ")",
          "name a folder that you may write");
    }
    RenderedFile.write(target, text, file.permissions());
    return target;
  }
}
