// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final String IMAGE = "=NEW-IMAGE";
  private static final String DATABASE_IMAGE = "=MARIADB-IMAGE";

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
    String title = "Restart " + part + " with the new image";
    String[] names = part.split(" ", 2);
    if (!isKnown(names) || !templates.supports(PARTS, part)) {
      steps.add(manual(title));
      return;
    }
    Map<String, String> values = lines();
    values.put("part", part);
    values.put(ROLE, names[0]);
    values.put("containers", containers(names[0]));
    if (names.length == 2) {
      values.put("component", names[1]);
    }
    values.putAll(templates.values(PARTS, part));
    add(names.length == 2 ? "restart-component" : "restart-role", title, values);
  }

  /** The order in the facts may be that of another catalog, with additions of a site. */
  private boolean isKnown(String[] names) {
    return names.length == 2
        ? catalog.hasComponent(names[0], names[1])
        : catalog.roles().contains(names[0]);
  }

  private String containers(String role) {
    String database = databaseOf(role);
    return catalog.componentNames(role).stream()
        .map(name -> name + (name.equals(database) ? DATABASE_IMAGE : IMAGE))
        .collect(Collectors.joining(" "));
  }

  /** Returns the component of a role that runs its database; the role if there is none. */
  private String databaseOf(String role) {
    return catalog.database(role).map(Component::name).orElse(role);
  }

  private void upgradeInMaintenance() {
    add("versions", "Note the versions, and make a backup", lines());
    assessment.warnings().forEach(warning -> steps.add(warned(warning)));
    add("maintenance", "Switch to mode maintenance: only the databases keep running", lines());
    boolean lineChanges = changes(CompatibilityCheck.RELEASE_LINE);
    add(
        lineChanges ? "line" : "image",
        lineChanges
            ? "Replace the image, and the containers of the old release line"
            : "Replace the image",
        lines());
    if (changes(CompatibilityCheck.MARIADB)) {
      add("mariadb", "Upgrade the databases to the new series of MariaDB", lines());
    }
    changed()
        .filter(fact -> fact.startsWith(CompatibilityCheck.SCHEMA_PREFIX))
        .map(fact -> fact.substring(CompatibilityCheck.SCHEMA_PREFIX.length()))
        .forEach(this::upgradeSchema);
    add("full", "Switch to mode full", lines());
  }

  private boolean changes(String fact) {
    return changed().anyMatch(fact::equals);
  }

  /** Returns the names of the facts that differ, or may differ because they are unknown. */
  private Stream<String> changed() {
    return assessment.findings().stream()
        .filter(found -> found.effect() != UpgradeVerdict.ROLLING)
        .map(Finding::fact);
  }

  private void upgradeSchema(String module) {
    String title = "Upgrade the schema " + module + " " + versions(module);
    if (!catalog.modules().contains(module) || !templates.supports(MODULES, module)) {
      steps.add(manual(title));
      return;
    }
    Map<String, String> values = lines();
    String role = catalog.module(module).role();
    values.put("module", module);
    values.put(ROLE, role);
    values.put("database", databaseOf(role));
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
        "do this manually: there are no commands for "
            + templates.tool()
            + ", because the catalog of a site has added it");
  }
}
