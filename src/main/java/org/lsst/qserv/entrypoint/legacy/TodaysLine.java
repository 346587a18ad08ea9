package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;

/** A command line of today under construction, with what of it may be shown. */
final class TodaysLine {
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

  /** Options as they were given; their values are hidden, they may be that of a secret. */
  TodaysLine options(List<String> given) {
    given.forEach(word -> words.add(hidden(word)));
    return this;
  }

  List<Masked> words() {
    return List.copyOf(words);
  }

  private static Masked hidden(String word) {
    int equals = word.indexOf('=');
    if (!word.startsWith("--")) {
      return word.equals("-e") ? Masked.plain(word) : Masked.secret(word);
    }
    return equals < 0
        ? Masked.plain(word)
        : new Masked(word, word.substring(0, equals + 1) + Secret.MASK);
  }

  /** A URL with its password and its socket. */
  private static String whole(DatabaseUrl url) {
    return url.forService().value() + (url.socket().isEmpty() ? "" : "?socket=" + url.socket());
  }
}
