// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** How an account proves who it is. */
public sealed interface Login {

  /** By a password. */
  record Password(Secret password) implements Login {}

  /** By a password that a file holds; a final newline does not count. */
  record PasswordFile(Path file) implements Login {}

  /** By the name of the user of the operating system, on the server's socket. */
  record Socket() implements Login {}

  /**
   * Not at all, until somebody sets a password.
   *
   * @param missing the setting that would give one, for the warning
   */
  record Closed(String missing) implements Login {}
}
