// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.Locale;

/**
 * The server's comparison of database and table names: {@code lower_case_table_names} determines
 * whether case matters. Names of columns, routines and hosts are never case-sensitive, names of
 * users always are.
 */
public record NameComparison(boolean caseSensitive) {

  /** Returns the form of a database or table name that equal names share. */
  public String fold(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  /** Returns whether two objects are the same, possibly in different spellings. */
  boolean same(GrantObject one, GrantObject other) {
    return one.key(this).equals(other.key(this));
  }
}
