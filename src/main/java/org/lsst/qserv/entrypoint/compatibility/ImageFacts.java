// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts of an image, or of a running instance, that decide how it can be upgraded.
 *
 * @param release the tag of the release, for people
 * @param protocols by name, a hash of the definition of each protocol between services
 * @param schemas the facts of each schema module, by name
 * @param mariadb the version of MariaDB, at least its first two numbers
 */
public record ImageFacts(
    ImageFact<String> release,
    ImageFact<String> releaseLine,
    RestFacts rest,
    Map<String, ImageFact<String>> protocols,
    Map<String, SchemaFacts> schemas,
    ImageFact<String> mariadb,
    CatalogFacts catalog) {
  public ImageFacts {
    protocols = Collections.unmodifiableMap(new TreeMap<>(protocols));
    schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
  }
}
