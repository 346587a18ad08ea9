// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A signal to a launch in a phase, with its expected effect. The script {@code signals/matrix}
 * describes the phases. The expectations are the table in docs/signals-and-faults.md.
 *
 * @param launch {@code exec} or {@code supervise}
 */
record SignalCell(String phase, String launch, String signal) {
  static final List<String> SIGNALS = List.of("TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "KILL");

  static final List<String> PHASES =
      List.of(
          "settings",
          "rendering",
          "waiting",
          "preparing",
          "initializing",
          "starting",
          "running",
          "backoff",
          "mode",
          "stopping",
          "parked",
          "held");

  /** Phases in which a service runs. */
  private static final Set<String> SERVING = Set.of("starting", "running", "stopping");

  /** The exit code of a service, and its name for the signal that it stops on. */
  private static final int STOPPED_BY_TERM = 21;

  private static final int STOPPED_BY_INT = 22;

  /** Returns all cells. There is no restart delay after an exec. */
  static List<SignalCell> all() {
    List<SignalCell> cells = new ArrayList<>();
    for (String phase : PHASES) {
      for (String launch : List.of("exec", "supervise")) {
        if (!phase.equals("backoff") || launch.equals("supervise")) {
          SIGNALS.forEach(signal -> cells.add(new SignalCell(phase, launch, signal)));
        }
      }
    }
    return cells;
  }

  private boolean isSupervised() {
    return launch.equals("supervise") && !phase.equals("settings");
  }

  private boolean isExecuted() {
    return launch.equals("exec") && SERVING.contains(phase);
  }

  /** Returns whether the signal ends the launch, or only the signal that follows it. */
  private boolean ends() {
    boolean hangup = signal.equals("HUP") && !isSupervised() && !isExecuted();
    return hangup || Set.of("TERM", "INT", "KILL").contains(signal);
  }

  /** Returns the argument of the script. */
  String argument() {
    return String.join(":", phase, launch, signal, next());
  }

  private String next() {
    if (phase.equals("stopping")) {
      boolean shortened = isSupervised() && Set.of("TERM", "INT").contains(signal);
      return shortened ? "none" : "go";
    }
    return ends() ? "none" : "term";
  }

  /** Returns the line that the script prints. */
  String expected() {
    List<String> words = new ArrayList<>(List.of(phase, launch, signal));
    words.add(String.valueOf(exitCode()));
    words.addAll(received());
    if (signal.equals("QUIT") && !isExecuted()) {
      words.add("dump");
    }
    if (phase.equals("rendering") && signal.equals("KILL")) {
      words.add("staged"); // a hidden temporary file, which a later launch deletes
    }
    return String.join(" ", words);
  }

  private int exitCode() {
    if (signal.equals("KILL")) {
      return 137;
    }
    if (isExecuted()) {
      boolean first = signal.equals("INT") && !phase.equals("stopping");
      return first ? STOPPED_BY_INT : STOPPED_BY_TERM;
    }
    if (isSupervised()) {
      return phase.equals("stopping") && ends() ? 137 : 0;
    }
    if (phase.equals("parked")) {
      return 0;
    }
    if (phase.equals("held")) {
      return 127; // of the failure
    }
    return switch (signal) {
      case "INT" -> 130;
      case "HUP" -> 129;
      default -> 143;
    };
  }

  /** Returns the signals that the service receives, in order. */
  private List<String> received() {
    if (!SERVING.contains(phase)) {
      return List.of();
    }
    boolean stopping = phase.equals("stopping");
    if (isExecuted()) {
      return switch (signal) {
        case "KILL" -> stopping ? List.of("TERM") : List.of();
        case "TERM", "INT" -> stopping ? List.of("TERM", signal) : List.of(signal);
        default -> stopping ? List.of("TERM", signal) : List.of(signal, "TERM");
      };
    }
    return switch (signal) {
      case "TERM", "INT", "QUIT" -> List.of("TERM");
      case "KILL" -> stopping ? List.of("TERM", "TERM") : List.of("TERM");
      default -> stopping ? List.of("TERM", signal) : List.of(signal, "TERM");
    };
  }
}
