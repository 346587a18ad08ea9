package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;
import org.lsst.qserv.entrypoint.settings.SecretNames;

/** A command line of today under construction, with what of it may be shown. */
final class TodaysLine {
  private static final String JSON = "--json";

  private final List<Masked> words = new ArrayList<>();

  private TodaysLine() {}

  /** Begins with words that hold no secret. */
  static TodaysLine of(String... words) {
    TodaysLine line = new TodaysLine();
    List.of(words).forEach(word -> line.words.add(Masked.plain(word)));
    return line;
  }

  /** The server, and who asks it. */
  TodaysLine administrator(DatabaseUrl url) {
    return setting("database.admin-url", url);
  }

  TodaysLine setting(String name, DatabaseUrl url) {
    words.add(Masked.plain("-e"));
    words.add(new Masked(name + "=" + whole(url), name + "=" + url));
    return this;
  }

  /** An option with several databases in one word. */
  TodaysLine option(String name, List<DatabaseUrl> urls) {
    words.add(Masked.plain(name));
    words.add(
        new Masked(
            String.join(" ", urls.stream().map(TodaysLine::whole).toList()),
            String.join(" ", urls.stream().map(DatabaseUrl::toString).toList())));
    return this;
  }

  TodaysLine add(List<Masked> more) {
    words.addAll(more);
    return this;
  }

  /**
   * Adds options of today as they were given.
   *
   * @param isSecret whether the setting of a name may hold a secret
   */
  TodaysLine options(List<String> given, Predicate<String> isSecret) {
    String before = "";
    for (String word : given) {
      words.add(shown(before, word, isSecret));
      before = word;
    }
    return this;
  }

  List<Masked> words() {
    return List.copyOf(words);
  }

  private static Masked shown(String before, String word, Predicate<String> isSecret) {
    if (before.equals(JSON)) {
      return Masked.secret(word);
    }
    if (word.startsWith(JSON + "=")) {
      return new Masked(word, JSON + "=" + Secret.MASK);
    }
    boolean isAttached = word.startsWith("-e") && word.length() > 2;
    if (!before.equals("-e") && !isAttached) {
      return Masked.plain(word);
    }
    int equals = word.indexOf('=');
    String name = word.substring(isAttached ? 2 : 0, Math.max(equals, isAttached ? 2 : 0));
    // an object may hold any setting
    return equals >= 0 && (isSecret.test(name) || word.startsWith("{", equals + 1))
        ? new Masked(word, word.substring(0, equals + 1) + Secret.MASK)
        : new Masked(word, SecretNames.hideInUrls(word));
  }

  /** A URL with its password and its socket. */
  private static String whole(DatabaseUrl url) {
    return url.forService().value() + (url.socket().isEmpty() ? "" : "?socket=" + url.socket());
  }
}
