// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.Locale;

/**
 * How a server compares the names of databases and tables: {@code lower_case_table_names} decides
 * whether case counts. Names of columns, routines and hosts never depend on case, names of users
 * always do.
 */
public record NameComparison(boolean caseSensitive) {

  /** Returns the form of a database's or table's name that equal names share. */
  public String fold(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  /** Returns whether two objects are the same one in different spelling. */
  boolean same(GrantObject one, GrantObject other) {
    return one.key(this).equals(other.key(this));
  }
}
