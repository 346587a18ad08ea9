// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;

/**
 * The facts of a schema module.
 *
 * @param version the version to which the scripts of the image lead, or that of the instance
 * @param scripts the SHA-256 checksum of each script, by the name of its file
 * @param oldestUpgradable the first version that the scripts can upgrade; empty if they can upgrade
 *     every version
 */
public record SchemaFacts(
    ImageFact<Integer> version,
    ImageFact<Map<String, String>> scripts,
    Optional<OldestUpgradable> oldestUpgradable) {
  public SchemaFacts {
    scripts = new ImageFact<>(scripts.value().map(TreeMap::new), scripts.source());
  }
}
