// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Grants that other programs manage: the replication system, for example, grants an account
 * privileges on each database that it ingests. They are neither reported nor revoked.
 *
 * <p>A pattern with {@code %} covers neither the system databases nor those of the catalog's
 * modules, nor a grant whose own wildcards match these.
 *
 * @param declared privileges by object; on a database they include those on its contents
 * @param managed the databases of the catalog's modules
 */
record ExternalGrants(List<Grant> declared, Set<String> managed, NameComparison names) {
  private static final Set<String> SYSTEM_DATABASES =
      Set.of("information_schema", "mysql", "performance_schema", "sys");

  ExternalGrants {
    declared = List.copyOf(declared);
    Set<String> all = new TreeSet<>(managed);
    all.addAll(SYSTEM_DATABASES);
    managed = Set.copyOf(all);
  }

  /** Returns whether other programs manage a privilege of an existing grant. */
  boolean include(GrantObject object, String privilege) {
    return declared.stream()
        .filter(grant -> covers(grant.object(), object))
        .anyMatch(grant -> grant.covers(privilege));
  }

  private boolean covers(GrantObject declaredObject, GrantObject object) {
    if (names.same(declaredObject, object)) {
      return true;
    }
    if (declaredObject.kind() != GrantObject.Kind.DATABASE || object.database().isEmpty()) {
      return false;
    }
    DatabasePattern pattern = new DatabasePattern(declaredObject.database(), names);
    return pattern.matches(object.literalDatabase(names))
        && !(pattern.hasWildcard() && managed.stream().anyMatch(one -> appliesTo(object, one)));
  }

  private boolean appliesTo(GrantObject object, String database) {
    return object.kind() == GrantObject.Kind.DATABASE
        ? new DatabasePattern(object.database(), names).matches(database)
        : names.fold(object.database()).equals(names.fold(database));
  }
}
