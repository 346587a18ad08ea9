// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Reads who is in a fleet. No message of it quotes a URL: it may hold a password. */
public final class FleetList {
  private static final String SCHEME = "mysql://";

  private final Optional<Secret> password;
  private final Map<String, FleetMember> members = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final Problems problems = new Problems();

  private FleetList(Optional<Secret> password) {
    this.password = password;
  }

  /**
   * The members, in the order in which they are written.
   *
   * @param text patterns, each of which begins with {@code mysql://}, with a space between them, or
   *     a file with a URL or pattern a line, where {@code #} begins a line that is a comment
   * @param password for a URL without one
   * @throws Failure 64 or 78 with every mistake, by line; 74 if the file cannot be read
   */
  public static List<FleetMember> read(String text, Optional<Secret> password) {
    FleetList list = new FleetList(password);
    if (text.startsWith(SCHEME)) {
      for (String pattern : text.split("\\s+(?=" + SCHEME + ")", -1)) {
        list.add(pattern, "--fleet", ExitCode.USAGE);
      }
    } else {
      list.addFile(Path.of(text));
    }
    list.problems.throwIfAny("the fleet");
    return List.copyOf(list.members.values());
  }

  private void addFile(Path file) {
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        add(text, file + ": " + number, ExitCode.CONFIGURATION);
      }
    }
    if (members.isEmpty() && problems.found().isEmpty()) {
      problem(ExitCode.CONFIGURATION, file + " names no database", "write a URL a line");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return TextFile.lines(file);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              "--fleet: the file '" + file + "' cannot be read",
              "give a file, or a pattern that begins with " + SCHEME)
          .causedBy(e);
    }
  }

  private void add(String pattern, String origin, ExitCode exit) {
    try {
      for (String url : MemberPattern.expand(pattern)) {
        add(DatabaseUrl.parse(url), origin, exit);
      }
    } catch (IllegalArgumentException e) {
      problem(
          exit,
          origin + ": the URL " + e.getMessage(),
          "write mysql://user@host:3306, numbers as {0..70}");
    }
  }

  private void add(DatabaseUrl url, String origin, ExitCode exit) {
    FleetMember member = new FleetMember(password.map(url::withDefaultPassword).orElse(url));
    String first = origins.putIfAbsent(member.name(), origin);
    if (first != null) {
      String where = first.equals(origin) ? " twice" : " once more, after " + first;
      problem(exit, origin + ": names " + member.name() + where, "name each database once");
    } else {
      members.put(member.name(), member);
    }
  }

  private void problem(ExitCode exit, String what, String fix) {
    problems.add(new Problem(exit, what, fix));
  }
}
