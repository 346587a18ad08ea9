// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * The authentication plugin of an account and the credential that the server stores for it. The
 * password is scrambled on this side, so no statement contains it.
 *
 * @param value the string that the plugin compares with
 */
record Credential(String plugin, Secret value) {
  static final String SOCKET = "unix_socket";
  private static final String NATIVE = "mysql_native_password";

  /** A value that the server accepts although no password has this scrambled form. */
  private static final String INVALID = "invalid";

  /** The plugins that accept an empty password if the credential is empty; others deny login. */
  static final Set<String> PASSWORD_PLUGINS = Set.of("", NATIVE, "mysql_old_password");

  /** The credential that no password matches. */
  static final Credential NONE = new Credential(NATIVE, new Secret(INVALID));

  static Credential of(Login login) {
    return switch (login) {
      case Login.Password(Secret password) -> scrambled(password.reveal());
      case Login.PasswordFile(Path file) -> scrambled(read(file));
      case Login.Socket() -> new Credential(SOCKET, new Secret(""));
      case Login.Disabled _ -> NONE;
    };
  }

  private static Credential scrambled(String password) {
    return new Credential(NATIVE, new Secret(scramble(password)));
  }

  /**
   * Returns the form of mysql_native_password: {@code *} and the hexadecimal SHA1(SHA1(password)).
   */
  static String scramble(String password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      byte[] twice = sha.digest(sha.digest(password.getBytes(StandardCharsets.UTF_8)));
      return "*" + HexFormat.of().withUpperCase().formatHex(twice);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK provides SHA-1
    }
  }

  private static String read(Path file) {
    String password;
    try {
      password = Secret.read(file).reveal();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the password file " + file + " cannot be read",
              "correct password-file or the permissions of the file")
          .causedBy(e);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the password file " + file + " " + e.getMessage(),
              "remove the carriage return")
          .causedBy(e);
    }
    if (password.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the password file " + file + " is empty",
          "write a password into it");
    }
    return password;
  }

  /** Returns whether this is the only credential of an account. */
  boolean matches(CurrentState.Account account) {
    return !account.alternatives()
        && account.plugin().equals(plugin)
        && (plugin.equals(SOCKET) || account.credential().equals(value.reveal()));
  }

  /** Returns the clause for {@code CREATE USER} and {@code ALTER USER}. */
  RedactedText sql() {
    RedactedText via = RedactedText.plain(" IDENTIFIED VIA " + plugin);
    if (value.reveal().isEmpty()) {
      return via;
    }
    String using = " USING " + AccountName.quoted(value.reveal());
    return via.plus(
        value.reveal().equals(INVALID)
            ? RedactedText.plain(using)
            : new RedactedText(using, " USING '" + Secret.MASK + "'"));
  }
}
