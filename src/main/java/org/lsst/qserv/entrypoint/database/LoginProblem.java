package org.lsst.qserv.entrypoint.database;

import java.sql.SQLException;
import java.util.Set;

/** Why a server lets nobody in. */
public final class LoginProblem {
  /**
   * MariaDB's error codes for a wrong password, no right to the database, a host that may not
   * connect, and an account that logs in another way.
   */
  private static final Set<Integer> DENIED = Set.of(1044, 1045, 1130, 1698);

  private LoginProblem() {}

  /** Whether it is the account, so that waiting cannot help. */
  public static boolean isDenied(SQLException e) {
    return DENIED.contains(e.getErrorCode());
  }
}
