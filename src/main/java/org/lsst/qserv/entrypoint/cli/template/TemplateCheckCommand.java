// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.template.RenderRequest.FileToRender;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.template.TemplateCheck;
import picocli.CommandLine.Model.CommandSpec;

/** Checks the templates of the release line and reports all problems together. */
final class TemplateCheckCommand implements Callable<Integer> {
  private final Host host;
  private final RenderRequest files;
  private final Flag strict =
      new Flag(
          "--strict", "Report required settings without a value instead of using placeholders.");
  private final Flag runChecks =
      new Flag("--run-checks", "Also check the rendered files with the programs of the services.");

  TemplateCheckCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.files = RenderRequest.withOptionalRole(settingsOptions);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(strict.spec()).addOption(runChecks.spec());
    spec.usageMessage()
        .description(
            "Render the templates and report all problems, with exit code 65. Settings without a"
                + " value get placeholders.")
        .footer("Example: entrypoint template check worker -e paths.templates=./templates");
    files.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    Problems problems = new Problems();
    Set<Object> templates = new LinkedHashSet<>();
    for (FileToRender file : files.read(!strict.isGiven())) {
      templates.add(file.file().template());
      check(file).forEach(problem -> problems.add(asBadData(problem)));
    }
    problems.throwIfAny("the templates of " + files.target());
    host.out().println(templates.size() + " templates are valid");
    return 0;
  }

  private List<Problem> check(FileToRender file) throws InterruptedException {
    TemplateCheck check = new TemplateCheck(file.settings(), file.file().template());
    List<Problem> problems = check.problems();
    if (!problems.isEmpty() || !runChecks.isGiven() || file.file().check().isEmpty()) {
      return problems;
    }
    CommandRunner tool =
        new CommandRunner("the file check", Optional.ofNullable(host.environment().get("PATH")));
    try {
      check.run(tool, file.file().target(), file.file()::checkOf);
      return List.of();
    } catch (Failure e) {
      return e.problems();
    }
  }

  private static Problem asBadData(Problem problem) {
    return new Problem(ExitCode.BAD_DATA, problem.what(), problem.fix());
  }
}
