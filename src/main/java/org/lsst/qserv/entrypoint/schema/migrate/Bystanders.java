// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Set;

/**
 * The accounts whose sessions do not count as users of a schema during its upgrade.
 *
 * @param always those that never touch a schema
 * @param whileIdle those that do not count while they are idle: without a statement since the
 *     upgrade started, and without an open transaction
 */
public record Bystanders(Set<String> always, Set<String> whileIdle) {
  /** Every session counts. */
  public static final Bystanders NONE = new Bystanders(Set.of(), Set.of());

  public Bystanders {
    always = Set.copyOf(always);
    whileIdle = Set.copyOf(whileIdle);
  }
}
