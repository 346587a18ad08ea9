// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/**
 * The condition of a component or a host in one word or a few.
 *
 * @param word such as {@code ready} or {@code access denied}
 */
record Condition(Appearance appearance, String word) {
  private static final String READY = "ready";
  private static final String PARKED = "parked";

  /** Returns the condition of a component. A problem is more important than its state. */
  static Condition of(ObservedComponent component) {
    Optional<String> problem =
        component.problem().map(found -> found.kind().toString().replace('-', ' '));
    if (problem.isPresent()) {
      return new Condition(Appearance.DEGRADED, problem.get());
    }
    String state = component.text(FactName.STATE);
    if (Task.of(component).isPresent() && !state.equals(PARKED)) {
      boolean upgrade = component.facts().containsKey(FactName.JOURNAL) || state.isEmpty();
      return new Condition(Appearance.UPGRADING, upgrade ? "upgrading" : state);
    }
    return switch (state) {
      case READY -> new Condition(Appearance.SERVING, READY);
      case PARKED -> new Condition(Appearance.MAINTENANCE, PARKED);
      case "" -> new Condition(Appearance.UNKNOWN, "unknown");
      default -> new Condition(Appearance.UNKNOWN, state);
    };
  }

  /** Returns the condition of a host: that of its component that needs most attention. */
  static Condition of(Collection<ObservedComponent> components) {
    return of(worst(components));
  }

  /** Returns the component that needs most attention, the first one of several. */
  static ObservedComponent worst(Collection<ObservedComponent> components) {
    return components.stream()
        .sorted(
            Comparator.comparing(
                component -> of(component).appearance(), Comparator.reverseOrder()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the symbol and the word. */
  Html shown() {
    return Html.element("span")
        .styled("condition " + appearance.style())
        .add(appearance.symbol())
        .add(Html.element("span", word));
  }
}
