// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;

/**
 * The names of the two settings next to a database URL that determine TLS: {@code a.admin-tls} and
 * {@code a.admin-tls-ca-file} for {@code a.admin-url}.
 */
record TlsSettings(String mode, String caFile) {
  private static final String URL = "url";
  private static final String MODE = "tls";
  private static final String CA_FILE = "tls-ca-file";

  /** Returns the settings of a URL; empty if they are not declared. */
  static Optional<TlsSettings> ofUrl(String name, Declarations declarations) {
    return name.endsWith(URL)
        ? of(name.substring(0, name.length() - URL.length()), declarations)
        : Optional.empty();
  }

  /** Returns the pair to which a setting belongs; empty if it is not one of them. */
  static Optional<TlsSettings> containing(String name, Declarations declarations) {
    String suffix = name.endsWith(MODE) ? MODE : CA_FILE;
    if (!name.endsWith(suffix)) {
      return Optional.empty();
    }
    String prefix = name.substring(0, name.length() - suffix.length());
    return declarations.type(prefix + URL).filter(type -> type.kind() == Kind.URL).isPresent()
        ? of(prefix, declarations)
        : Optional.empty();
  }

  private static Optional<TlsSettings> of(String prefix, Declarations declarations) {
    TlsSettings settings = new TlsSettings(prefix + MODE, prefix + CA_FILE);
    return declarations.type(settings.mode).isPresent()
            && declarations.type(settings.caFile).isPresent()
        ? Optional.of(settings)
        : Optional.empty();
  }
}
