// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** The way in which an account authenticates. */
public sealed interface Login {

  /** With a password. */
  record Password(Secret password) implements Login {}

  /** With the password in a file; a final newline is ignored. */
  record PasswordFile(Path file) implements Login {}

  /** As the operating system user of the same name, over the server's socket. */
  record Socket() implements Login {}

  /**
   * No login is accepted until a password is set.
   *
   * @param missing the setting that would define one, for the warning
   */
  record Disabled(String missing) implements Login {}
}
