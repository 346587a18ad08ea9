// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Formats a plan for {@code --dry-run}, with secrets redacted. */
public final class PlanFormatter {
  private static final String SAFE = "@%+=:,./-_";

  private PlanFormatter() {}

  /** Returns the plan, with a newline after each line. */
  public static String of(LaunchPlan plan) {
    StringBuilder text = new StringBuilder();
    line(text, "target   " + plan.target());
    line(text, "mode     " + plan.mode().mode() + " (" + plan.mode().describeOrigin() + ")");
    for (ServicePlan service : plan.services()) {
      service.steps().forEach(step -> line(text, "step     " + step));
      if (!(plan.action() instanceof LaunchAction.Exit)) {
        service(
            text, plan.action() instanceof LaunchAction.Exec ? "exec     " : "start    ", service);
      }
    }
    if (plan.action() instanceof LaunchAction.Exit(List<ServicePlan> prepared, String reason)) {
      line(text, "exit     " + reason);
    }
    if (plan.action() instanceof LaunchAction.Park(String reason)) {
      line(text, "park     " + reason);
    }
    if (plan.action() instanceof LaunchAction.Supervise(List<ServicePlan> _, List<String> parked)
        && !parked.isEmpty()) {
      line(text, "park     " + String.join(" ", parked));
    }
    line(text, "because  " + plan.why());
    return text.toString();
  }

  private static void service(StringBuilder text, String label, ServicePlan service) {
    for (Map.Entry<String, RedactedText> entry : service.command().environment().entrySet()) {
      line(text, "env      " + entry.getKey() + "=" + quote(entry.getValue()));
    }
    line(text, label + command(service.command().command()));
    if (!service.ports().isEmpty()) {
      line(text, "ports    " + String.join(" ", service.ports()));
    }
    service.ready().ifPresent(ready -> line(text, "ready    " + ready));
    service.supervision().postStart().forEach(step -> line(text, "then     " + step));
  }

  /** Returns a command quoted for the shell, so that it can be pasted. */
  public static String command(List<RedactedText> arguments) {
    return String.join(" ", arguments.stream().map(PlanFormatter::quote).toList());
  }

  private static String quote(RedactedText argument) {
    String shown = argument.shown();
    boolean safe =
        argument.holdsSecret()
            || (!shown.isEmpty() && shown.chars().allMatch(PlanFormatter::isSafe));
    return safe ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }

  private static boolean isSafe(int c) {
    return Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
