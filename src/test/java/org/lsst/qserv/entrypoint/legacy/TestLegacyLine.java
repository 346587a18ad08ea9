// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestLegacySettings;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;

/** A legacy command line, translated and planned. */
final class TestLegacyLine {
  private final Translation translation;
  private final Settings settings;

  /**
   * Translates a line.
   *
   * @param line the arguments, separated by spaces or newlines
   */
  TestLegacyLine(TestHost host, String line) {
    this(host, List.of(line.strip().split("\\s+")));
  }

  TestLegacyLine(TestHost host, List<String> line) {
    this(host, "xrd", line);
  }

  /** Translates a line in a release line. */
  TestLegacyLine(TestHost host, String releaseLine, List<String> line) {
    host.line(releaseLine);
    int end = line.indexOf("--");
    List<String> own = line.subList(1, end < 0 ? line.size() : end);
    List<String> arguments = end < 0 ? List.of() : line.subList(end + 1, line.size());
    BundledFiles bundled = TestFiles.BUNDLED;
    this.translation =
        new LegacyCommands(bundled.legacyCommands(releaseLine))
            .translate(line.getFirst(), own, arguments, host.host().environment());
    List<String> assignments = new ArrayList<>(List.of("paths.templates=" + TestPlan.TEMPLATES));
    SettingsSources sources =
        new SettingsSources(
            assignments,
            List.of(),
            List.of(),
            List.of(),
            new TestLegacySettings(
                line.getFirst(), List.of(releaseLine), translation.translated()));
    this.settings = new SettingsReader(host.host(), bundled).read(sources, translation.role());
  }

  Translation translation() {
    return translation;
  }

  Settings settings() {
    return settings;
  }

  LaunchPlan plan() {
    LaunchTarget target =
        new LaunchTarget(translation.role(), Optional.of(translation.component()));
    return Planner.plan(Catalog.of(settings), target, settings, translation.arguments());
  }

  ServicePlan start() {
    return plan().services().getFirst();
  }

  /** Returns the unredacted command of the service, with arguments separated by spaces. */
  String command() {
    return String.join(" ", TestPlan.commandLine(start()));
  }

  /** Returns the rendered files in order. */
  List<String> files() {
    return renders().stream().map(step -> step.target().toString()).toList();
  }

  /** Returns the content of a file. */
  String file(String target) {
    Path template =
        renders().stream()
            .filter(step -> step.target().toString().equals(target))
            .findFirst()
            .orElseThrow()
            .template();
    String text = new TemplateRenderer(settings).render(template);
    settings.problems().throwIfAny("the templates");
    return text;
  }

  private List<Step.RenderTemplate> renders() {
    return start().steps().stream()
        .filter(Step.RenderTemplate.class::isInstance)
        .map(Step.RenderTemplate.class::cast)
        .toList();
  }

  /** Returns the problems, one per line. */
  List<String> problems() {
    return TestSettings.problems(settings);
  }

  /** Returns the warnings of the translation, one per line. */
  List<String> warnings() {
    return translation.translated().warnings().stream().map(TestLegacyLine::line).toList();
  }

  private static String line(Problem problem) {
    return problem.what() + " -> " + problem.fix();
  }
}
