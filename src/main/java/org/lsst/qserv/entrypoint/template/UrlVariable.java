// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A database URL in a Jinja template: a string with properties. The engine accesses the properties
 * through these getters.
 */
public final class UrlVariable {
  private final DatabaseUrl url;
  private final boolean masked;

  /**
   * Creates a variable.
   *
   * @param masked whether to mask its password
   */
  UrlVariable(DatabaseUrl url, boolean masked) {
    this.url = url;
    this.masked = masked;
  }

  public String getHost() {
    return url.host();
  }

  public long getPort() {
    return url.port();
  }

  public String getUser() {
    return url.user();
  }

  public String getPassword() {
    return url.password()
        .map(password -> masked ? password.toString() : password.reveal())
        .orElse("");
  }

  public String getDatabase() {
    return url.database();
  }

  public String getSocket() {
    return url.socket();
  }

  @Override
  public String toString() {
    RedactedText text = url.forService();
    return masked ? text.shown() : text.value();
  }
}
