// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A database URL as somebody wrote it, with its password hidden. */
final class LegacyUrl {
  private LegacyUrl() {}

  /** The text; one that is no URL is hidden as a whole, because nobody knows what is in it. */
  static RedactedText masked(String text) {
    return parse(text)
        .map(url ->
            url.password().map(secret -> hide(text, secret)).orElse(RedactedText.plain(text)))
        .orElseGet(() -> RedactedText.secret(text));
  }

  private static RedactedText hide(String text, Secret password) {
    return new RedactedText(
        text, text.replace(":" + password.reveal() + "@", ":" + Secret.MASK + "@"));
  }

  /** The URL as a service reads it: as it was written, but without a socket. */
  static RedactedText overTcp(String text) {
    return parse(text)
        .filter(url -> !url.socket().isEmpty())
        .map(DatabaseUrl::forService)
        .orElseGet(() -> masked(text));
  }

  static Optional<DatabaseUrl> parse(String text) {
    try {
      return Optional.of(DatabaseUrl.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it is the value of a setting, which reports it
    }
  }

  /** A part by its name in references; empty if there is no such part. */
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
