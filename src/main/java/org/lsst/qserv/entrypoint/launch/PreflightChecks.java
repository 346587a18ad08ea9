// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.health.control.ControlAddress;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.SystemUser;
import org.lsst.qserv.entrypoint.plan.ControlSettings;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.ProgramLookup;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a launch before its first step. A launch, a dry run, {@code explain} and {@code config
 * check} all use these checks, so that they report the same problems with the same exit code.
 * Changes nothing.
 */
public final class PreflightChecks {
  private static final Logger LOG = LoggerFactory.getLogger(PreflightChecks.class);

  private final Host host;
  private final Settings settings;
  private final LaunchPlan plan;

  /**
   * Creates the checks of a plan.
   *
   * @param plan a plan from the settings, which may have recorded problems
   */
  public PreflightChecks(Host host, Settings settings, LaunchPlan plan) {
    this.host = host;
    this.settings = settings;
    this.plan = plan;
  }

  /**
   * Checks the settings and the templates, and reports all problems together.
   *
   * @return the content of each rendered file by its template
   * @throws Failure with every problem
   */
  public Map<Path, RedactedText> checkSettings() {
    Map<Path, RedactedText> rendered = new HashMap<>();
    TemplateRenderer renderer = new TemplateRenderer(settings);
    for (ServicePlan start : plan.services()) {
      for (Step step : start.steps()) {
        if (step instanceof Step.RenderTemplate file) {
          collect(
              settings.problems(),
              () ->
                  file.requirePrivate(
                      rendered.computeIfAbsent(file.template(), renderer::renderRedacted)));
        }
      }
    }
    settings.problems().throwIfAny("the settings of '" + plan.target() + "'");
    return rendered;
  }

  /**
   * Checks that this container has the programs, the user and the files of the control port that
   * the plan requires. A launch that only prepares needs no program.
   *
   * @throws Failure with every problem
   */
  public void checkContainer() {
    Problems problems = new Problems();
    for (ServicePlan start : plan.services()) {
      if (!(plan.action() instanceof LaunchAction.Exit)) {
        collect(problems, () -> ProgramLookup.find(start.command(), host.environment()));
      }
      checkUser(start, problems);
    }
    ControlSettings.address(settings)
        .flatMap(ControlAddress::certificate)
        .ifPresent(certificate -> collect(problems, certificate::check));
    problems.throwIfAny("the container of '" + plan.target() + "'");
  }

  private static void collect(Problems problems, Runnable check) {
    try {
      check.run();
    } catch (Failure e) {
      e.problems().forEach(problems::add);
    }
  }

  /** The components of a role share files and sockets, so they must all run as the same user. */
  private static void checkUser(ServicePlan start, Problems problems) {
    Optional<String> user = SystemUser.name();
    if (user.isEmpty()) {
      LOG.warn("the user ID has no name (expected {}): logins by name will not work", start.user());
    } else if (!List.of("", user.get()).contains(start.user())) {
      problems.add(
          new Problem(
              ExitCode.CONFIGURATION,
              start.command().component()
                  + " must run as user "
                  + start.user()
                  + ", but this container runs as "
                  + user.get(),
              "start the container as that user (uid 1000), or as a uid without a"
                  + " name in group 0"));
    }
  }
}
