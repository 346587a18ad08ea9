// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.Trouble;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/** Judges whether each component answers as it should in a mode, and for the right instance. */
final class AnswerRule {
  private static final String NOT_RUNNING = "not-running";

  /** The states of a launcher in which a component does not work. */
  private static final Set<String> FAILURES = Set.of("unready", "backoff", "failed", "stopped");

  /** Those in which it has no process. */
  private static final Set<String> WITHOUT_PROCESS = Set.of("backoff", "failed");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final InstanceDescription instance;
  private final ExpectedModes mode;
  private final Instant time;
  private final Findings findings;

  AnswerRule(InstanceDescription instance, ExpectedModes mode, Instant time, Findings findings) {
    this.instance = instance;
    this.mode = mode;
    this.time = time;
    this.findings = findings;
  }

  void apply(List<Observation> observations) {
    observations.forEach(this::judge);
    mode.differences()
        .forEach((target, actual) ->
            findings.add(
                target,
                ProblemKind.DIFFERENT,
                "its role is in mode " + actual + ", desired is " + mode.general(),
                "run on its host: entrypoint mode set " + mode.general()));
    reportSharedIdentities(observations);
  }

  private void judge(Observation observation) {
    Target target = observation.target();
    Optional<Trouble> trouble = observation.trouble();
    if (mode.includes(target)) {
      trouble.ifPresentOrElse(
          found ->
              findings.add(
                  target, found.kind(), found.text() + launcherState(observation), found.fix()),
          () -> judgeState(observation));
    } else if (trouble.isPresent()) {
      judgeParked(target, trouble.get());
    } else if (isReady(observation)) {
      findings.add(
          target,
          ProblemKind.DIFFERENT,
          "it runs, but it does not run in mode " + mode.of(target),
          "run on its host: entrypoint mode set " + mode.of(target));
    }
    judgeMembership(observation);
  }

  /** Judges whether a component belongs to this instance, and is of its release line. */
  private void judgeMembership(Observation observation) {
    Fact other = observation.facts().get(FactName.INSTANCE);
    if (other != null && !other.value().toString().equals(instance.id())) {
      findings.add(
          observation.target(),
          ProblemKind.UNEXPECTED,
          "it belongs to instance '" + other.value() + "'",
          "correct the host in the description, or instance-id of the component");
    }
    Fact line = observation.facts().get(FactName.RELEASE_LINE);
    if (line != null && !line.value().toString().equals(instance.releaseLine())) {
      findings.add(
          observation.target(),
          ProblemKind.UNEXPECTED,
          "its launcher is of release line "
              + line.value()
              + ", the instance is of release line "
              + instance.releaseLine(),
          "start it from an image of line "
              + instance.releaseLine()
              + ", or correct release-line in the description");
    }
  }

  /** Returns whether the check of a component succeeded, or its launcher reports that. */
  private static boolean isReady(Observation observation) {
    return isChecked(observation) || state(observation).equals("ready");
  }

  private static boolean isChecked(Observation observation) {
    return !(observation.target().endpoint() instanceof Endpoint.Unobservable);
  }

  private static String state(Observation observation) {
    Fact state = observation.facts().get(FactName.STATE);
    return state == null ? "" : state.value().toString();
  }

  /**
   * Judges a component that cannot be checked by the state that its launcher reports. The launcher
   * of one whose check succeeds may still report that it is unready, but not that it has no
   * process.
   */
  private void judgeState(Observation observation) {
    String state = state(observation);
    boolean isChecked = isChecked(observation);
    if ((isChecked ? WITHOUT_PROCESS : FAILURES).contains(state)) {
      findings.add(
          observation.target(),
          ProblemKind.BAD,
          "its launcher reports"
              + launcherState(observation)
              + (isChecked ? ", but something answers on its port" : ""),
          isChecked
              ? "stop the other program that uses the port"
              : "check the log of the component");
    }
  }

  /** Returns what the launcher of a component that does not answer reports; empty if nothing. */
  private static String launcherState(Observation observation) {
    Fact state = observation.facts().get(FactName.STATE);
    Fact reason = observation.facts().get(FactName.REASON);
    return state == null
        ? ""
        : " (" + state.value() + (reason == null ? "" : ": " + reason.value()) + ")";
  }

  /** A component that is parked or stopped does not listen; a host may even have no address. */
  private void judgeParked(Target target, Trouble trouble) {
    if (trouble.kind() == ProblemKind.UNREACHABLE) {
      findings.addIfAbsent(target, FactName.STATE, Fact.of(NOT_RUNNING, trouble.text(), time));
    } else {
      findings.add(target, trouble.kind(), trouble.text(), trouble.fix());
    }
  }

  /**
   * Two services with one identity use the same database, or a copy of it. A number, as that of a
   * czar, is unique only in its own database.
   */
  private void reportSharedIdentities(List<Observation> observations) {
    Map<String, Target> first = new HashMap<>();
    for (Observation observation : observations) {
      Target target = observation.target();
      Fact identity = observation.facts().get(FactName.IDENTITY);
      if (identity == null
          || target.heartbeat().isEmpty()
          || NUMBER.matcher(identity.value().toString()).matches()) {
        continue;
      }
      String key = target.role() + " " + target.component() + " " + identity.value();
      Target other = first.putIfAbsent(key, target);
      if (other != null) {
        findings.add(
            target,
            ProblemKind.UNEXPECTED,
            "it has the identity " + identity.value() + " of " + other,
            "stop one of the two, and give each its own database");
      }
    }
  }
}
