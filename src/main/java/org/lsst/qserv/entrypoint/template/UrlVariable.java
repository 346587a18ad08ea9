package org.lsst.qserv.entrypoint.template;

import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Secret;

/**
 * A database URL in a Jinja template: a text with parts. The engine finds the parts by the names of
 * these methods.
 */
public final class UrlVariable {
  private final DatabaseUrl url;

  UrlVariable(DatabaseUrl url) {
    this.url = url;
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
    return url.password().map(Secret::reveal).orElse("");
  }

  public String getDatabase() {
    return url.database();
  }

  public String getSocket() {
    return url.socket();
  }

  @Override
  public String toString() {
    return url.forService().value();
  }
}
