// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;

/**
 * The facts of the catalog of an image.
 *
 * @param digest the SHA-256 checksum of the catalog, including the additions of a site
 * @param restartOrder the order in which an instance is restarted while it serves: {@code ROLE} or
 *     {@code ROLE COMPONENT}; empty if it is unknown
 */
public record CatalogFacts(ImageFact<String> digest, List<String> restartOrder) {
  public CatalogFacts {
    restartOrder = List.copyOf(restartOrder);
  }
}
