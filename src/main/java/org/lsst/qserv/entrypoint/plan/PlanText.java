// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** A plan as {@code --dry-run} prints it, secrets masked. */
public final class PlanText {
  private static final String SAFE = "@%+=:,./-_";

  private PlanText() {}

  /** The whole plan, lines with a newline each. */
  public static String of(LaunchPlan plan) {
    StringBuilder text = new StringBuilder();
    line(text, "target   " + plan.target());
    line(text, "mode     " + plan.mode().mode() + " (" + plan.mode().source() + ")");
    for (ServicePlan start : plan.starts()) {
      start.steps().forEach(step -> line(text, "step     " + step));
      if (!(plan.ending() instanceof LaunchAction.Exit)) {
        start(text, plan.ending() instanceof LaunchAction.Exec ? "exec     " : "start    ", start);
      }
    }
    if (plan.ending() instanceof LaunchAction.Exit(List<ServicePlan> prepared, String reason)) {
      line(text, "exit     " + reason);
    }
    if (plan.ending() instanceof LaunchAction.Park(String reason)) {
      line(text, "park     " + reason);
    }
    line(text, "because  " + plan.why());
    return text.toString();
  }

  private static void start(StringBuilder text, String word, ServicePlan start) {
    for (Map.Entry<String, RedactedText> entry : start.command().environment().entrySet()) {
      line(text, "set      " + entry.getKey() + "=" + quote(entry.getValue()));
    }
    line(text, word + command(start.command().command()));
    if (!start.ports().isEmpty()) {
      line(text, "listens  " + String.join(" ", start.ports()));
    }
    start.ready().ifPresent(ready -> line(text, "ready    " + ready));
  }

  /** A command in the shell's notation, so that it can be pasted. */
  public static String command(List<RedactedText> words) {
    return String.join(" ", words.stream().map(PlanText::quote).toList());
  }

  private static String quote(RedactedText word) {
    String shown = word.shown();
    boolean safe =
        word.holdsSecret() || (!shown.isEmpty() && shown.chars().allMatch(PlanText::isSafe));
    return safe ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }

  private static boolean isSafe(int c) {
    return Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
