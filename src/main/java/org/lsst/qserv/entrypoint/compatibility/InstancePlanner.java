// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;

/**
 * Derives the steps of an upgrade from its verdict. A fact that is unknown counts as changed. A
 * pure function.
 */
public final class InstancePlanner {
  private static final String MODULES = "modules";
  private static final String PARTS = "parts";
  private static final String ROLE = "role";

  private final Assessment assessment;
  private final Catalog catalog;
  private final StepTemplates templates;
  private final List<UpgradeStep> steps = new ArrayList<>();

  private InstancePlanner(Assessment assessment, Catalog catalog, StepTemplates templates) {
    this.assessment = assessment;
    this.catalog = catalog;
    this.templates = templates;
  }

  /**
   * Returns the plan of an upgrade.
   *
   * @param catalog the catalog of the new image
   * @param templates the commands of the tool
   */
  public static InstancePlan plan(Assessment assessment, Catalog catalog, StepTemplates templates) {
    InstancePlanner planner = new InstancePlanner(assessment, catalog, templates);
    UpgradeVerdict verdict = assessment.verdict();
    if (verdict == UpgradeVerdict.ROLLING) {
      planner.roll();
    } else if (verdict != UpgradeVerdict.IMPOSSIBLE) {
      planner.upgradeInMaintenance();
    }
    return new InstancePlan(assessment, templates.tool(), templates.replace(), planner.steps);
  }

  private void roll() {
    add("versions", "Note the versions, and make a backup", lines());
    for (String part : assessment.restartOrder()) {
      restart(part);
    }
    add("rest", "Replace the image of the remaining containers", lines());
  }

  private void restart(String part) {
    Map<String, String> values = lines();
    String[] names = part.split(" ", 2);
    values.put("part", part);
    values.put(ROLE, names[0]);
    values.put("containers", containers(names[0]));
    if (names.length == 2) {
      values.put("component", names[1]);
    }
    values.putAll(templates.values(PARTS, part));
    String title = "Restart " + part + " with the new image";
    if (!templates.supports(PARTS, part)) {
      steps.add(manual(title));
      return;
    }
    add(names.length == 2 ? "restart-component" : "restart-role", title, values);
  }

  private String containers(String role) {
    return catalog.componentNames(role).stream()
        .map(name -> name + "=NEW-IMAGE")
        .collect(Collectors.joining(" "));
  }

  private void upgradeInMaintenance() {
    add("versions", "Note the versions, and make a backup", lines());
    assessment.warnings().forEach(warning -> steps.add(warned(warning)));
    add("maintenance", "Switch to mode maintenance: only the databases keep running", lines());
    boolean lineChanges = changes("release-line");
    add(
        lineChanges ? "line" : "image",
        lineChanges
            ? "Replace the image, and the containers of the old release line"
            : "Replace the image",
        lines());
    if (changes("mariadb")) {
      add("mariadb", "Upgrade the databases to the new series of MariaDB", lines());
    }
    catalog.modules().stream()
        .filter(module -> changes("schemas." + module))
        .forEach(this::upgradeSchema);
    add("full", "Switch to mode full", lines());
  }

  /** Returns whether a fact differs, or may differ because it is unknown. */
  private boolean changes(String fact) {
    return assessment.findings().stream()
        .anyMatch(found -> found.fact().equals(fact) && found.effect() != UpgradeVerdict.ROLLING);
  }

  private void upgradeSchema(String module) {
    String title = "Upgrade the schema " + module + " " + versions(module);
    if (!templates.supports(MODULES, module)) {
      steps.add(manual(title));
      return;
    }
    Map<String, String> values = lines();
    String role = catalog.module(module).role();
    values.put("module", module);
    values.put(ROLE, role);
    values.put("database", catalog.database(role).map(Component::name).orElse(role));
    values.put("version", version(assessment.to(), module));
    values.putAll(templates.values(MODULES, module));
    add("schema", title, values);
  }

  private String versions(String module) {
    return "from " + version(assessment.from(), module) + " to " + version(assessment.to(), module);
  }

  private static String version(ImageFacts facts, String module) {
    SchemaFacts schema = facts.schemas().get(module);
    return schema == null || !schema.version().isKnown()
        ? "an unknown version"
        : schema.version().text();
  }

  private Map<String, String> lines() {
    Map<String, String> values = new TreeMap<>();
    String line = assessment.to().releaseLine().text();
    values.put("line", line);
    values.put("old-line", assessment.from().releaseLine().value().orElse(line));
    return values;
  }

  private void add(String name, String title, Map<String, String> values) {
    steps.add(templates.step(name, title, values));
  }

  private static UpgradeStep warned(String warning) {
    return new UpgradeStep("Resolve a warning first", List.of(), List.of(), warning);
  }

  private UpgradeStep manual(String title) {
    return new UpgradeStep(
        title,
        List.of(),
        List.of(),
        "the site's catalog added it, so do this manually; there are no commands for "
            + templates.tool());
  }
}
