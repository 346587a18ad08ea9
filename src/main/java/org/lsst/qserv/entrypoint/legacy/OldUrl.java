package org.lsst.qserv.entrypoint.legacy;

import java.util.Optional;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;

/** A database URL as somebody wrote it, with its password hidden. */
final class OldUrl {
  private OldUrl() {}

  /** The text; one that is no URL is hidden as a whole, because nobody knows what is in it. */
  static Masked masked(String text) {
    return parse(text)
        .map(url -> url.password().map(secret -> hide(text, secret)).orElse(Masked.plain(text)))
        .orElseGet(() -> Masked.secret(text));
  }

  private static Masked hide(String text, Secret password) {
    return new Masked(text, text.replace(":" + password.reveal() + "@", ":" + Secret.MASK + "@"));
  }

  /** The URL as a service reads it: as it was written, but without a socket. */
  static Masked overTcp(String text) {
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
  static Optional<Masked> part(DatabaseUrl url, String part) {
    return switch (part) {
      case "host" -> Optional.of(Masked.plain(url.host()));
      case "port" -> Optional.of(Masked.plain(String.valueOf(url.port())));
      case "user" -> Optional.of(Masked.plain(url.user()));
      case "database" -> Optional.of(Masked.plain(url.database()));
      case "socket" -> Optional.of(Masked.plain(url.socket()));
      case "password" ->
          Optional.of(
              url.password()
                  .map(secret -> Masked.secret(secret.reveal()))
                  .orElse(Masked.plain("")));
      default -> Optional.empty();
    };
  }
}
