// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Set;

/**
 * The accounts whose sessions do not count as using a schema during its upgrade.
 *
 * @param always accounts that never use a schema
 * @param whileIdle accounts whose sessions do not count while they are idle, which means that they
 *     have executed no statement since the upgrade started and have no open transaction
 */
public record Bystanders(Set<String> always, Set<String> whileIdle) {
  /** No bystanders: every session counts as using the schema. */
  public static final Bystanders NONE = new Bystanders(Set.of(), Set.of());

  public Bystanders {
    always = Set.copyOf(always);
    whileIdle = Set.copyOf(whileIdle);
  }
}
