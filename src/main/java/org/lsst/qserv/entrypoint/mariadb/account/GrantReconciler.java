// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/** Finds the difference between the grants of one account and the desired ones. */
final class GrantReconciler {
  private static final String CREATE = "CREATE";

  private final AccountName account;
  private final List<Grant> found;
  private final List<Grant> desired;
  private final List<Grant> ofOtherModules;
  private final ExternalGrants external;
  private final NameComparison names;

  /**
   * Creates a comparison.
   *
   * @param found the grants that the account has
   * @param desired the grants that it must have
   * @param ofOtherModules further grants that it may have, because other modules of the catalog
   *     need them
   */
  GrantReconciler(
      AccountName account,
      List<Grant> found,
      List<Grant> desired,
      List<Grant> ofOtherModules,
      ExternalGrants external) {
    this.account = account;
    this.found = found;
    this.desired = desired;
    this.ofOtherModules = ofOtherModules;
    this.external = external;
    this.names = external.names();
  }

  /** Adds the changes that grant missing privileges. */
  void grantMissing(ChangeList changes) {
    Map<String, List<Grant>> byObject = new LinkedHashMap<>();
    for (Grant grant : desired) {
      byObject.computeIfAbsent(grant.object().key(names), _ -> new ArrayList<>()).add(grant);
    }
    byObject.values().forEach(grants -> grantMissing(grants, changes));
  }

  /**
   * Of several spellings of a database, the server evaluates only the one with the fewest
   * wildcards, so missing privileges are added to that one.
   */
  private void grantMissing(List<Grant> sameObject, ChangeList changes) {
    GrantObject object = sameObject.getFirst().object();
    Optional<Grant> effective =
        found.stream()
            .filter(grant -> names.same(grant.object(), object))
            .max(Comparator.comparingInt(grant -> grant.object().text().length()));
    Set<String> missing = privileges(sameObject);
    effective.ifPresent(grant -> missing.removeIf(grant::covers));
    if (missing.isEmpty()) {
      return;
    }
    GrantObject spelling = effective.map(Grant::object).orElse(object);
    boolean mayCreate = effective.filter(grant -> grant.covers(CREATE)).isPresent();
    if (object.kind() == GrantObject.Kind.TABLE && !new Grant(object, missing).covers(CREATE)) {
      grantBeforeTableExists(spelling, missing, mayCreate, changes);
    } else {
      changes.grant(account, spelling, missing);
    }
  }

  /** The server accepts grants on a table that does not exist yet only together with CREATE. */
  private void grantBeforeTableExists(
      GrantObject table, Set<String> missing, boolean mayCreate, ChangeList changes) {
    missing.add(CREATE);
    changes.grant(account, table, missing);
    if (!mayCreate) {
      changes.revoke(account, table, CREATE);
    }
  }

  /** Returns the grants to revoke, each with its unmanaged privileges, in the server's order. */
  List<Grant> unmanaged() {
    List<Grant> unmanaged = new ArrayList<>();
    for (Grant grant : found) {
      Grant allowed = allowed(grant.object());
      Set<String> privileges = new TreeSet<>(grant.privileges());
      privileges.removeIf(privilege ->
          allowed.covers(privilege)
              || (privilege.equals(Grant.ALL) && allowed.isComplete())
              || external.include(grant.object(), privilege));
      if (!privileges.isEmpty()) {
        unmanaged.add(new Grant(grant.object(), privileges));
      }
    }
    return unmanaged;
  }

  /** Adds the changes that revoke an unmanaged grant and restore privileges that it includes. */
  void revoke(Grant unmanaged, ChangeList changes) {
    new TreeSet<>(unmanaged.privileges())
        .forEach(privilege -> changes.revoke(account, unmanaged.object(), privilege));
    Set<String> lost = new TreeSet<>(allowed(unmanaged.object()).privileges());
    PrivilegeNames.complete(unmanaged.object().kind()).stream()
        .filter(privilege -> external.include(unmanaged.object(), privilege))
        .forEach(lost::add);
    lost.removeIf(privilege -> !isRevokedWith(unmanaged, privilege));
    if (!lost.isEmpty()) {
      changes.grant(account, unmanaged.object(), lost);
    }
  }

  /**
   * Revoking ALL PRIVILEGES revokes each privilege, and revoking one on a table revokes those on
   * its columns.
   */
  private static boolean isRevokedWith(Grant revoked, String privilege) {
    return !privilege.equals(Grant.GRANT_OPTION)
        && !revoked.contains(privilege)
        && revoked.covers(privilege);
  }

  private Grant allowed(GrantObject object) {
    List<Grant> all = new ArrayList<>(desired);
    all.addAll(ofOtherModules);
    all.removeIf(grant -> !names.same(grant.object(), object));
    return new Grant(object, privileges(all));
  }

  private static Set<String> privileges(List<Grant> grants) {
    Set<String> privileges = new TreeSet<>();
    grants.forEach(grant -> privileges.addAll(grant.privileges()));
    return privileges;
  }
}
