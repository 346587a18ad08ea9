// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.mode.Mode;

/** What a change of mode would do to what a plan launches. */
public final class ModeChanges {
  private static final List<Mode> MODES = List.of(Mode.FULL, Mode.MAINTENANCE);

  private final Catalog catalog;
  private final LaunchPlan plan;

  public ModeChanges(Catalog catalog, LaunchPlan plan) {
    this.catalog = catalog;
    this.plan = plan;
  }

  /** A sentence for each mode, the one in force among them. */
  public Map<Mode, String> effects() {
    Map<Mode, String> effects = new LinkedHashMap<>();
    MODES.forEach(mode -> effects.put(mode, effect(mode)));
    return effects;
  }

  private String effect(Mode mode) {
    List<String> running = running(mode);
    String result = running.isEmpty() ? "parks" : "runs " + String.join(", ", running);
    if (mode == plan.mode().mode() || running.equals(running(plan.mode().mode()))) {
      return result;
    }
    return result + "; " + way();
  }

  /** A process that Java has left cannot follow by itself. */
  private String way() {
    return plan.ending() instanceof LaunchAction.Exec
        ? "the service follows by a restart: 'probe live' says no, and the orchestrator restarts it"
        : "start the container again in that mode";
  }

  private List<String> running(Mode mode) {
    LaunchTarget target = plan.target();
    return catalog.components(target.role(), target.componentNames(catalog)).stream()
        .filter(component -> component.modes().contains(mode.toString()))
        .map(Component::name)
        .toList();
  }
}
