// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Reads the databases of a fleet from patterns or from a file. Messages do not quote URLs, because
 * a URL may contain a password.
 */
public final class FleetList {
  private static final String SCHEME = "mysql://";

  private final FleetDefaults defaults;
  private final Map<String, FleetMember> members = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final Problems problems = new Problems();

  private FleetList(FleetDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Returns the databases of a fleet in the order in which they are listed.
   *
   * @param text patterns that begin with {@code mysql://}, separated by spaces, or the path of a
   *     file with one URL or pattern per line, where lines that begin with {@code #} are comments
   * @throws Failure with exit code 64 (patterns) or 78 (file) with all problems; 74 if the file
   *     cannot be read
   */
  public static List<FleetMember> read(String text, FleetDefaults defaults) {
    FleetList list = new FleetList(defaults);
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
      problem(ExitCode.CONFIGURATION, file + " contains no databases", "write one URL per line");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return TextFile.lines(file);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              "--fleet: cannot read the file '" + file + "'",
              "specify a file, or a pattern that begins with " + SCHEME)
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
          "write mysql://user@host:3306, with ranges as {0..70}");
    }
  }

  private void add(DatabaseUrl url, String origin, ExitCode exit) {
    FleetMember member = defaults.member(url);
    String first = origins.putIfAbsent(member.name(), origin);
    if (first != null) {
      String where = first.equals(origin) ? "" : " (first in " + first + ")";
      problem(
          exit,
          origin + ": duplicate database " + member.name() + where,
          "list each database only once");
    } else {
      members.put(member.name(), member);
    }
  }

  private void problem(ExitCode exit, String what, String fix) {
    problems.add(new Problem(exit, what, fix));
  }
}
