// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Reads database URLs on a legacy command line and redacts their passwords. */
final class LegacyUrl {
  private LegacyUrl() {}

  /**
   * Returns the text with the password redacted. An invalid URL is redacted entirely, because it
   * may contain a password.
   */
  static RedactedText redacted(String text) {
    return parse(text)
        .map(url ->
            url.password()
                .map(secret -> redactPassword(text, secret))
                .orElse(RedactedText.plain(text)))
        .orElseGet(() -> RedactedText.secret(text));
  }

  private static RedactedText redactPassword(String text, Secret password) {
    return new RedactedText(
        text, text.replace(":" + password.reveal() + "@", ":" + Secret.MASK + "@"));
  }

  /** Returns the URL as a service reads it: unchanged except that a socket is removed. */
  static RedactedText overTcp(String text) {
    return parse(text)
        .filter(url -> !url.socket().isEmpty())
        .map(DatabaseUrl::forService)
        .orElseGet(() -> redacted(text));
  }

  /** Parses a URL; empty if it is invalid. */
  static Optional<DatabaseUrl> parse(String text) {
    try {
      return Optional.of(DatabaseUrl.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // reported when the setting is checked
    }
  }

  /** Returns a part of a URL by its name in references; empty if there is no such part. */
  static Optional<RedactedText> part(DatabaseUrl url, String part) {
    return switch (part) {
      case "host" -> Optional.of(RedactedText.plain(url.host()));
      case "port" -> Optional.of(RedactedText.plain(String.valueOf(url.port())));
      case "user" -> Optional.of(RedactedText.plain(url.user()));
      case "database" -> Optional.of(RedactedText.plain(url.database()));
      case "socket" -> Optional.of(RedactedText.plain(url.socket()));
      case "password" ->
          Optional.of(
              url.password()
                  .map(secret -> RedactedText.secret(secret.reveal()))
                  .orElse(RedactedText.plain("")));
      default -> Optional.empty();
    };
  }
}
