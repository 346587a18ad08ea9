// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.mode.Mode;

/** Describes the effect of a change of mode on the components of a plan. */
public final class ModeChanges {
  private static final List<Mode> MODES = List.of(Mode.FULL, Mode.MAINTENANCE);

  private final Catalog catalog;
  private final LaunchPlan plan;

  /** Describes the changes for a plan. */
  public ModeChanges(Catalog catalog, LaunchPlan plan) {
    this.catalog = catalog;
    this.plan = plan;
  }

  /** Returns a description of the effect of each mode, including the effective one. */
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
    return result + "; " + transition();
  }

  /** Describes how the launch follows. After exec, no launcher is left to react. */
  private String transition() {
    return plan.action() instanceof LaunchAction.Exec
        ? "'probe live' then fails; the orchestrator restarts the container, which then applies the mode"
        : "the launcher follows without a restart";
  }

  private List<String> running(Mode mode) {
    LaunchTarget target = plan.target();
    return catalog.components(target.role(), target.componentNames(catalog)).stream()
        .filter(component -> component.activation().modes().contains(mode.toString()))
        .map(Component::name)
        .toList();
  }
}
