// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Judges and plans upgrades with the catalogs in the jar. Connects to nothing. */
public final class UpgradeAssessor {
  private final BundledFiles bundled;
  private final BundledCatalogs catalogs;

  /** Creates an assessor. */
  public UpgradeAssessor(Host host, BundledFiles bundled) {
    this.bundled = bundled;
    this.catalogs = new BundledCatalogs(host, bundled);
  }

  /**
   * Returns the verdict on an upgrade. If the facts of the new image have no order of restarts, it
   * is that of the catalog of its release line.
   */
  public Assessment assess(ImageFacts from, ImageFacts to) {
    return CompatibilityCheck.assess(from, withRestartOrder(to));
  }

  /**
   * Returns the plan of an upgrade, with the catalog of the new release line.
   *
   * @throws Failure with exit code 65 if the release line of the new image is unknown, or one of
   *     the release lines is not in the jar
   */
  public InstancePlan plan(ImageFacts from, ImageFacts to, StepTemplates templates) {
    if (from.releaseLine().isKnown()) {
      requireBundled("old", from.releaseLine());
    }
    requireBundled("new", to.releaseLine());
    return InstancePlanner.plan(assess(from, to), catalogs.of(to.releaseLine().text()), templates);
  }

  /**
   * Returns the upgrade of each instance, in the order of the map.
   *
   * @param instances the observed facts of each instance, by its identifier
   * @throws Failure as {@link #plan}
   */
  public List<InstanceUpgrade> plans(
      Map<String, ImageFacts> instances, ImageFacts to, StepTemplates templates) {
    return instances.entrySet().stream()
        .map(instance -> upgrade(instance.getKey(), plan(instance.getValue(), to, templates)))
        .toList();
  }

  private static InstanceUpgrade upgrade(String instance, InstancePlan plan) {
    return new InstanceUpgrade(
        instance, ObservedFacts.differ(plan.assessment()) ? Optional.of(plan) : Optional.empty());
  }

  /** Commands contain the names of release lines, so nothing else may be in their place. */
  private void requireBundled(String image, ImageFact<String> line) {
    if (!bundled.releaseLines().contains(line.text())) {
      throw new Failure(
          ExitCode.BAD_DATA,
          "the release line of the "
              + image
              + " image is unknown: "
              + line.value().map(name -> "'" + name + "'").orElse(line.source()),
          "set release-line when you describe the image, or add its label");
    }
  }

  private ImageFacts withRestartOrder(ImageFacts facts) {
    String line = facts.releaseLine().text();
    if (!facts.catalog().restartOrder().isEmpty() || !bundled.releaseLines().contains(line)) {
      return facts;
    }
    return new ImageFacts(
        facts.release(),
        facts.releaseLine(),
        facts.rest(),
        facts.protocols(),
        facts.schemas(),
        facts.mariadb(),
        new CatalogFacts(facts.catalog().digest(), catalogs.of(line).restartOrder()));
  }
}
