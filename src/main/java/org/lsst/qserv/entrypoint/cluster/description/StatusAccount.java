// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.io.ReadProblem;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/**
 * The account with which databases are observed. It needs only the privileges that {@code
 * database.status-password} grants.
 *
 * @param password empty if none is configured
 */
record StatusAccount(String user, Optional<Secret> password, Tls tls) {
  static final String FIELD = "status";

  private static final String USER = "user";
  private static final String PASSWORD_FILE = "password-file";
  private static final String TLS = "tls";
  private static final String TLS_CA_FILE = "tls-ca-file";
  private static final String DEFAULT_USER = "qsstatus";

  /** The account that is used unless the description has another one. */
  static final StatusAccount DEFAULT =
      new StatusAccount(DEFAULT_USER, Optional.empty(), Tls.DISABLED);

  /** Reads the account of an instance or a role; each absent field is that of the fallback. */
  static StatusAccount read(Fields parent, StatusAccount fallback) {
    return parent.object(FIELD).map(fields -> readFields(fields, fallback)).orElse(fallback);
  }

  private static StatusAccount readFields(Fields fields, StatusAccount fallback) {
    fields.only("field", Set.of(USER, PASSWORD_FILE, TLS, TLS_CA_FILE));
    return new StatusAccount(
        fields.text(USER, SettingType.Kind.STRING).orElse(fallback.user()),
        fields.value(PASSWORD_FILE).isPresent()
            ? fields
                .text(PASSWORD_FILE, SettingType.Kind.PATH)
                .flatMap(file -> password(fields, file))
            : fallback.password(),
        tls(fields, fallback.tls()));
  }

  private static Tls tls(Fields fields, Tls fallback) {
    Tls.Mode mode =
        fields
            .read(
                TLS,
                new SettingType(
                    SettingType.Kind.ENUM,
                    List.of("disable", "require", "verify-ca", "verify-full")))
            .map(value -> Tls.Mode.of(String.valueOf(value)))
            .orElse(fallback.mode());
    String caFile = fields.text(TLS_CA_FILE, SettingType.Kind.PATH).orElse(fallback.caFile());
    Tls tls = new Tls(mode, caFile, fields.path(TLS));
    if (tls.verifies() && tls.caFile().isEmpty()) {
      fields.missing(TLS_CA_FILE, "set it to a PEM file with the trusted CAs");
    }
    return tls;
  }

  private static Optional<Secret> password(Fields fields, String file) {
    try {
      return Optional.of(Secret.read(Path.of(file)));
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(Path.of(file), e);
      fields.problem(
          PASSWORD_FILE, file + " cannot be read (" + problem.reason() + ")", problem.fix());
    } catch (IllegalArgumentException e) {
      fields.problem(
          PASSWORD_FILE, file + " " + e.getMessage(), "save the file with Unix line endings (LF)");
    }
    return Optional.empty();
  }
}
