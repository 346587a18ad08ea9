// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Builds a current command line together with its redacted form. */
final class CurrentCommandLine {
  private static final String JSON = "--json";

  private final List<RedactedText> arguments = new ArrayList<>();

  private CurrentCommandLine() {}

  /** Starts a command line with arguments that contain no secret. */
  static CurrentCommandLine of(String... arguments) {
    CurrentCommandLine line = new CurrentCommandLine();
    List.of(arguments).forEach(argument -> line.arguments.add(RedactedText.plain(argument)));
    return line;
  }

  /** Adds the server and the account with which to administer it. */
  CurrentCommandLine administrator(DatabaseUrl url) {
    return setting("database.admin-url", url);
  }

  CurrentCommandLine setting(String name, DatabaseUrl url) {
    arguments.add(RedactedText.plain("-e"));
    arguments.add(new RedactedText(name + "=" + complete(url), name + "=" + url));
    return this;
  }

  /** Adds an option with several databases in one argument. */
  CurrentCommandLine option(String name, List<DatabaseUrl> urls) {
    arguments.add(RedactedText.plain(name));
    arguments.add(
        new RedactedText(
            String.join(" ", urls.stream().map(CurrentCommandLine::complete).toList()),
            String.join(" ", urls.stream().map(DatabaseUrl::toString).toList())));
    return this;
  }

  CurrentCommandLine add(List<RedactedText> more) {
    arguments.addAll(more);
    return this;
  }

  /**
   * Adds current options as given.
   *
   * @param isSecret whether the setting of a name may hold a secret
   */
  CurrentCommandLine options(List<String> given, Predicate<String> isSecret) {
    String previous = "";
    for (String argument : given) {
      arguments.add(shown(previous, argument, isSecret));
      previous = argument;
    }
    return this;
  }

  List<RedactedText> arguments() {
    return List.copyOf(arguments);
  }

  private static RedactedText shown(String previous, String argument, Predicate<String> isSecret) {
    if (previous.equals(JSON)) {
      return RedactedText.secret(argument);
    }
    if (argument.startsWith(JSON + "=")) {
      return new RedactedText(argument, JSON + "=" + Secret.MASK);
    }
    boolean isAttached = argument.startsWith("-e") && argument.length() > 2;
    if (!previous.equals("-e") && !isAttached) {
      return RedactedText.plain(argument);
    }
    int equals = argument.indexOf('=');
    String name = argument.substring(isAttached ? 2 : 0, Math.max(equals, isAttached ? 2 : 0));
    // an object may contain any setting
    return equals >= 0 && (isSecret.test(name) || argument.startsWith("{", equals + 1))
        ? new RedactedText(argument, argument.substring(0, equals + 1) + Secret.MASK)
        : new RedactedText(argument, SecretNames.redactUrls(argument));
  }

  /** Returns a URL with its password and socket. */
  private static String complete(DatabaseUrl url) {
    return url.forService().value() + (url.socket().isEmpty() ? "" : "?socket=" + url.socket());
  }
}
