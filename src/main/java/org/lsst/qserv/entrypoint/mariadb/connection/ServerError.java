// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The errors of a MariaDB server that are caused neither by a script nor by a lost connection: what
 * they mean and how to fix them. The numbers are those of the <a
 * href="https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference">MariaDB
 * error code reference</a>.
 */
enum ServerError {
  WRONG_LOGIN(
      ExitCode.ACCESS_DENIED,
      "access denied for user '{user}'",
      "check user and password in the settings{tls}",
      1045, // ER_ACCESS_DENIED_ERROR
      1698), // ER_ACCESS_DENIED_NO_PASSWORD_ERROR
  WRONG_HOST(
      ExitCode.ACCESS_DENIED,
      "access denied for user '{user}' from this host",
      "create an account '{user}' for this host on the server",
      1130), // ER_HOST_NOT_PRIVILEGED
  ACCOUNT_LOCKED(
      ExitCode.ACCESS_DENIED,
      "the account of user '{user}' is locked",
      "unlock it as an administrator: ALTER USER ... ACCOUNT UNLOCK",
      4151), // ER_ACCOUNT_HAS_BEEN_LOCKED
  ACCOUNT_BLOCKED(
      ExitCode.ACCESS_DENIED,
      "the account of user '{user}' is blocked after too many wrong passwords",
      "correct the password, then run FLUSH PRIVILEGES as an administrator",
      4150), // ER_USER_IS_BLOCKED
  PASSWORD_EXPIRED(
      ExitCode.ACCESS_DENIED,
      "the password of user '{user}' has expired",
      "set a new password for the account, and store it in database.admin-password-file",
      1820, // ER_MUST_CHANGE_PASSWORD
      1862), // ER_MUST_CHANGE_PASSWORD_LOGIN
  UNSUPPORTED_AUTHENTICATION(
      ExitCode.ACCESS_DENIED,
      "the authentication plugin of user '{user}' is not supported",
      "use mysql_native_password, ed25519 or, over the local socket, unix_socket for the account",
      1251, // ER_NOT_SUPPORTED_AUTH_MODE
      1275, // ER_SERVER_IS_IN_SECURE_AUTH_MODE
      1524, // ER_PLUGIN_IS_NOT_LOADED
      2059), // CR_AUTH_PLUGIN_CANNOT_LOAD
  MISSING_PRIVILEGES(
      ExitCode.ACCESS_DENIED,
      "user '{user}' lacks privileges",
      "grant the missing privileges, or set database.admin-url to an administrator",
      1044, // ER_DBACCESS_DENIED_ERROR
      1131, // ER_PASSWORD_ANONYMOUS_USER
      1132, // ER_PASSWORD_NOT_ALLOWED
      1142, // ER_TABLEACCESS_DENIED_ERROR
      1143, // ER_COLUMNACCESS_DENIED_ERROR
      1227, // ER_SPECIFIC_ACCESS_DENIED_ERROR
      1370, // ER_PROCACCESS_DENIED_ERROR
      1410, // ER_CANT_CREATE_USER_WITH_GRANT
      1419), // ER_BINLOG_CREATE_ROUTINE_NEED_SUPER
  PREVENTED_BY_OPTION(
      ExitCode.TRY_AGAIN,
      "the server runs with an option that prevents the statement",
      "change the option that the server names (--read-only: SET GLOBAL read_only = 0),"
          + " then run the command again",
      1290), // ER_OPTION_PREVENTS_STATEMENT
  READ_ONLY(
      ExitCode.TRY_AGAIN,
      "the server or its storage engine is read-only",
      "restart the server without innodb_read_only and innodb_force_recovery,"
          + " then run the command again",
      1036, // ER_OPEN_AS_READONLY
      1836), // ER_READ_ONLY_MODE
  HOST_BLOCKED(
      ExitCode.TRY_AGAIN,
      "the server blocks this host after many connection errors",
      "run mariadb-admin flush-hosts on the server, and raise its max_connect_errors,"
          + " then run the command again",
      1129), // ER_HOST_IS_BLOCKED
  TOO_MANY_CONNECTIONS(
      ExitCode.TRY_AGAIN,
      "too many connections",
      "run the command again later, or raise max_connections or the limits of user '{user}'",
      1040, // ER_CON_COUNT_ERROR
      1203, // ER_TOO_MANY_USER_CONNECTIONS
      1226), // ER_USER_LIMIT_REACHED
  LOCKED(
      ExitCode.TRY_AGAIN,
      "another session holds a lock",
      "find that session with SHOW FULL PROCESSLIST and wait until it has finished,"
          + " then run the command again",
      1205, // ER_LOCK_WAIT_TIMEOUT
      1213), // ER_LOCK_DEADLOCK
  INTERRUPTED(
      ExitCode.TRY_AGAIN,
      "another session killed the statement",
      "run the command again",
      1317), // ER_QUERY_INTERRUPTED
  TOO_SLOW(
      ExitCode.TRY_AGAIN,
      "the statement took longer than max_statement_time",
      "raise max_statement_time of the server, then run the command again",
      1969), // ER_STATEMENT_TIMEOUT
  OUT_OF_SPACE(
      ExitCode.TRY_AGAIN,
      "the server cannot write",
      "check the free space of the server's disks, then run the command again",
      1021, // ER_DISK_FULL
      1026, // ER_ERROR_ON_WRITE
      1030, // ER_GET_ERRNO
      1114, // ER_RECORD_FILE_FULL
      1878), // ER_TEMP_FILE_WRITE_FAILURE
  OUT_OF_MEMORY(
      ExitCode.TRY_AGAIN,
      "the server is out of memory or threads",
      "run the command again when the server has more memory",
      1037, // ER_OUTOFMEMORY
      1038, // ER_OUT_OF_SORTMEMORY
      1041, // ER_OUT_OF_RESOURCES
      1135), // ER_CANT_CREATE_THREAD
  NOT_PREPARED(
      ExitCode.TRY_AGAIN,
      "the node is not ready",
      "wait until the node has joined its Galera cluster, then run the command again",
      1047); // ER_UNKNOWN_COM_ERROR, with WSREP

  private static final Map<Integer, ServerError> BY_NUMBER =
      Arrays.stream(values())
          .flatMap(error -> error.numbers.stream().map(number -> Map.entry(number, error)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final ExitCode exit;
  private final String description;
  private final String fix;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<Integer> numbers;

  ServerError(ExitCode exit, String description, String fix, Integer... numbers) {
    this.exit = exit;
    this.description = description;
    this.fix = fix;
    this.numbers = List.of(numbers);
  }

  /** Returns the error with a server error number, if it is one of these. */
  static Optional<ServerError> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** Returns whether the account is the cause, so waiting cannot help. */
  boolean isAccessDenied() {
    return exit == ExitCode.ACCESS_DENIED;
  }

  /**
   * Returns the failure that the user sees.
   *
   * @param action the action that failed
   * @param reason the message of the server
   */
  Failure failure(String action, DatabaseUrl url, String reason) {
    return new Failure(
        exit,
        action + ": " + forUser(description, url) + " on " + url.address() + ": " + reason,
        forUser(fix, url));
  }

  /** Returns what the error means and how to fix it. */
  Problem problem(int number, DatabaseUrl url) {
    return new Problem(
        exit, forUser(description, url) + " (error " + number + ")", forUser(fix, url));
  }

  private static String forUser(String text, DatabaseUrl url) {
    return text.replace("{user}", url.user()).replace("{tls}", tlsHint(url));
  }

  /** Returns what else may be wrong with a login over TCP whose password is right. */
  private static String tlsHint(DatabaseUrl url) {
    if (!url.socket().isEmpty()) {
      return "";
    }
    String client = "a client certificate (REQUIRE X509), which is not supported";
    return url.tls().isEnabled()
        ? ", and that the account does not require " + client
        : ", and that the account requires neither TLS ("
            + url.tls().setting()
            + " is disable) nor "
            + client;
  }
}
