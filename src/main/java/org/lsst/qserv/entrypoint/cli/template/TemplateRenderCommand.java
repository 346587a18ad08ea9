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
import org.lsst.qserv.entrypoint.cli.template.RenderRequest.FileToRender;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.template.RenderedFileWriter;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Renders the files of a role to the standard output or into a directory. */
final class TemplateRenderCommand implements Callable<Integer> {
  private final Host host;
  private final RenderRequest files;
  private final OptionSpec directory =
      OptionSpec.builder("--to")
          .type(String.class)
          .arity("1")
          .paramLabel("DIRECTORY")
          .description(
              "Write the files, including secrets, with their permissions below DIRECTORY.")
          .build();
  private final Flag reveal = new Flag("--reveal", "Show secrets on the standard output.");

  TemplateRenderCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.files = RenderRequest.withRequiredRole(settingsOptions);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(directory).addOption(reveal.spec());
    spec.usageMessage()
        .description(
            "Render the files of a role to the standard output, with secrets redacted, or into a"
                + " directory.")
        .footer("Example: entrypoint template render czar proxy --to ./files");
    files.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    String to = directory.getValue();
    boolean redacted = to == null && !reveal.isGiven();
    Map<RenderTemplate, RedactedText> texts = new LinkedHashMap<>();
    for (FileToRender file : files.read(false)) {
      RedactedText text = texts.computeIfAbsent(file.file().withoutCheck(), step -> render(file));
      if (to != null) {
        file.file().requirePrivate(text);
      }
      file.settings().problems().throwIfAny("the templates of " + files.target());
    }
    texts.forEach((file, rendered) -> {
      String text = redacted ? rendered.shown() : rendered.value();
      if (to == null) {
        host.out().println("==> " + file.target() + " <==");
        host.out().println(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
      } else {
        host.out().println(write(Path.of(to), file, text));
      }
    });
    return 0;
  }

  private static RedactedText render(FileToRender file) {
    return new TemplateRenderer(file.settings()).renderRedacted(file.file().template());
  }

  /** Writes a file below the directory as if it were the root of the container's file system. */
  private static Path write(Path directory, RenderTemplate file, String text) {
    Path target = directory.resolve(Path.of("/").relativize(file.target()));
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "--to " + directory + ": cannot create directories (" + PathProblem.reason(e) + ")",
              "choose a writable directory")
          .causedBy(e);
    }
    RenderedFileWriter.write(target, text, file.permissions());
    return target;
  }
}
