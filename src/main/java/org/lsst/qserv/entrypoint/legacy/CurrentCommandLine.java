// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A command line of today under construction, with what of it may be shown. */
final class CurrentCommandLine {
  private static final String JSON = "--json";

  private final List<RedactedText> words = new ArrayList<>();

  private CurrentCommandLine() {}

  /** Begins with words that hold no secret. */
  static CurrentCommandLine of(String... words) {
    CurrentCommandLine line = new CurrentCommandLine();
    List.of(words).forEach(word -> line.words.add(RedactedText.plain(word)));
    return line;
  }

  /** The server, and who asks it. */
  CurrentCommandLine administrator(DatabaseUrl url) {
    return setting("database.admin-url", url);
  }

  CurrentCommandLine setting(String name, DatabaseUrl url) {
    words.add(RedactedText.plain("-e"));
    words.add(new RedactedText(name + "=" + whole(url), name + "=" + url));
    return this;
  }

  /** An option with several databases in one word. */
  CurrentCommandLine option(String name, List<DatabaseUrl> urls) {
    words.add(RedactedText.plain(name));
    words.add(
        new RedactedText(
            String.join(" ", urls.stream().map(CurrentCommandLine::whole).toList()),
            String.join(" ", urls.stream().map(DatabaseUrl::toString).toList())));
    return this;
  }

  CurrentCommandLine add(List<RedactedText> more) {
    words.addAll(more);
    return this;
  }

  /**
   * Adds options of today as they were given.
   *
   * @param isSecret whether the setting of a name may hold a secret
   */
  CurrentCommandLine options(List<String> given, Predicate<String> isSecret) {
    String before = "";
    for (String word : given) {
      words.add(shown(before, word, isSecret));
      before = word;
    }
    return this;
  }

  List<RedactedText> words() {
    return List.copyOf(words);
  }

  private static RedactedText shown(String before, String word, Predicate<String> isSecret) {
    if (before.equals(JSON)) {
      return RedactedText.secret(word);
    }
    if (word.startsWith(JSON + "=")) {
      return new RedactedText(word, JSON + "=" + Secret.MASK);
    }
    boolean isAttached = word.startsWith("-e") && word.length() > 2;
    if (!before.equals("-e") && !isAttached) {
      return RedactedText.plain(word);
    }
    int equals = word.indexOf('=');
    String name = word.substring(isAttached ? 2 : 0, Math.max(equals, isAttached ? 2 : 0));
    // an object may hold any setting
    return equals >= 0 && (isSecret.test(name) || word.startsWith("{", equals + 1))
        ? new RedactedText(word, word.substring(0, equals + 1) + Secret.MASK)
        : new RedactedText(word, SecretNames.hideInUrls(word));
  }

  /** A URL with its password and its socket. */
  private static String whole(DatabaseUrl url) {
    return url.forService().value() + (url.socket().isEmpty() ? "" : "?socket=" + url.socket());
  }
}
