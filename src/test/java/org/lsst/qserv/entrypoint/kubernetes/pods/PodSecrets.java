// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static java.util.stream.Collectors.toMap;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The Secrets that an administrator creates before the installation, with random passwords. */
final class PodSecrets {
  private static final int BYTES = 16;

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "czar-secrets", List.of("mariadb-root-password", "mariadb-qsmaster-password"),
          "worker-secrets", List.of("mariadb-root-password", "mariadb-qsmaster-password"),
          "repl-secrets",
              List.of(
                  "mariadb-root-password",
                  "mariadb-qsreplica-password",
                  "auth-key",
                  "admin-auth-key"));

  private PodSecrets() {}

  static Map<String, Map<String, String>> random() {
    return KEYS.entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                secret -> secret.getValue().stream().collect(toMap(key -> key, _ -> password()))));
  }

  private static String password() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
