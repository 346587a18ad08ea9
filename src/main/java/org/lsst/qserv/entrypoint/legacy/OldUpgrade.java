package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.JsonString;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;
import org.lsst.qserv.entrypoint.settings.SecretNames;
import org.lsst.qserv.entrypoint.settings.Suggestion;

/**
 * An old command line that upgraded schemas, as the commands of today. Which option is about which
 * module is data: {@code upgrades} in {@code legacy.conf}.
 */
public final class OldUpgrade {
  private static final String VARIABLES = "--targs";
  private static final String DRY_RUN = "--dry-run";
  private static final String ADMINISTRATOR = "database.admin-url=";

  private final Config options;
  private final Config newOptions;
  private final String command;
  private final Problems problems = new Problems();
  private final Map<String, List<DatabaseUrl>> urls = new LinkedHashMap<>();
  private final Map<String, DatabaseUrl> accounts = new TreeMap<>();
  private final List<Masked> variables = new ArrayList<>();
  private final List<Masked> today = new ArrayList<>();
  private boolean dryRun;

  private OldUpgrade(Config legacy, String command) {
    this.options = legacy.getConfig(path(command));
    this.newOptions = legacy.getConfig("new-options");
    this.command = command;
  }

  /** Whether an old command is one of these. */
  public static boolean isOne(Config legacy, String command) {
    return legacy.hasPath(path(command));
  }

  private static String path(String command) {
    return ConfigUtil.joinPath("commands", command, "upgrades");
  }

  /**
   * What is to run today.
   *
   * @param lines the words of each command line
   * @param looks the same of those that say where each schema is
   * @param dryRun whether they are only to be shown
   */
  public record Lines(List<List<Masked>> lines, List<List<Masked>> looks, boolean dryRun) {}

  /**
   * Translates.
   *
   * @param words what follows the command's name
   * @throws org.lsst.qserv.entrypoint.failure.Failure 64 with every mistake
   */
  public static Lines translate(Config legacy, String command, List<String> words) {
    return new OldUpgrade(legacy, command).lines(new ArrayDeque<>(words));
  }

  /** Its options. */
  static String help(Config legacy, String command) {
    OldUpgrade line = new OldUpgrade(legacy, command);
    StringBuilder text = new StringBuilder("Usage: entrypoint " + command + " [OPTION]...\n");
    text.append("An old command line of: entrypoint init, entrypoint schema upgrade\n");
    text.append("Today's options may be added; entrypoint --help describes them.\n");
    for (String option : line.dashed()) {
      String meaning = line.options.getString(ConfigUtil.joinPath(option.substring(2), "meaning"));
      text.append("\n  ").append(option).append("=URL\n      ").append(meaning).append('\n');
    }
    return text.append("\n  " + VARIABLES + "=NAME=VALUE\n      A variable for scripts.\n")
        .toString();
  }

  private Lines lines(Deque<String> left) {
    while (!left.isEmpty()) {
      read(left.removeFirst(), left);
    }
    if (urls.isEmpty()) {
      problems.add(Problem.usage("'" + command + "' names no database", "give " + names()));
    }
    problems.throwIfAny("the line of '" + command + "'");
    List<List<Masked>> lines = new ArrayList<>();
    List<List<Masked>> looks = new ArrayList<>();
    urls.forEach((name, all) -> {
      Config option = options.getConfig(name);
      all.forEach(url -> looks.add(look(option.getString("module"), url)));
      if (option.hasPath("initialise")) {
        lines.add(initialisation(option, all.getFirst()));
      }
      lines.add(upgrade(option.getString("module"), all));
    });
    return new Lines(lines, looks, dryRun);
  }

  private void read(String word, Deque<String> left) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    if (name.equals(DRY_RUN)) {
      dryRun = true;
    } else if (newOptions.hasPath(ConfigUtil.joinPath(name))) {
      today.add(Masked.plain(word));
      if (equals < 0 && newOptions.getInt(ConfigUtil.joinPath(name)) > 0 && !left.isEmpty()) {
        today.add(Masked.secret(left.removeFirst())); // it may be the value of a secret
      }
    } else if (word.startsWith("-e")) {
      today.add(Masked.secret(word));
    } else if (name.equals(VARIABLES) || isOption(name)) {
      String value = equals < 0 ? left.pollFirst() : word.substring(equals + 1);
      if (value == null) {
        problems.add(Problem.usage(name + " has no value", "write " + name + "=VALUE"));
      } else if (name.equals(VARIABLES)) {
        variable(value);
      } else {
        url(name.substring(2), value);
      }
    } else {
      problems.add(
          Problem.usage(
              "'" + name + "' is not an option of '" + command + "'",
              Suggestion.nearest(name, dashed())
                  .map(near -> "did you mean " + near + "?")
                  .orElse("use " + names())));
    }
  }

  private boolean isOption(String name) {
    return name.startsWith("--") && options.hasPath(ConfigUtil.joinPath(name.substring(2)));
  }

  private List<String> dashed() {
    return options.root().keySet().stream().sorted().map(name -> "--" + name).toList();
  }

  private String names() {
    return String.join(", ", dashed());
  }

  private void url(String option, String text) {
    try {
      DatabaseUrl url = DatabaseUrl.parse(text);
      if (options.hasPath(ConfigUtil.joinPath(option, "account-of"))) {
        accounts.put(options.getString(ConfigUtil.joinPath(option, "account-of")), url);
      } else {
        urls.computeIfAbsent(option, _ -> new ArrayList<>()).add(url);
      }
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.usage(
              "--" + option + ": the URL " + e.getMessage(), "write mysql://user@host:3306"));
    }
  }

  private void variable(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.add(
          Problem.usage(VARIABLES + ": a variable without a name or value", "write NAME=VALUE"));
      return;
    }
    String name = text.substring(0, equals);
    String start = "schema.variables." + name + "=";
    String value = JsonString.of(text.substring(equals + 1));
    variables.add(Masked.plain("-e"));
    variables.add(
        SecretNames.isLikely(name)
            ? new Masked(start + value, start + Secret.MASK)
            : Masked.plain(start + value));
  }

  private List<Masked> initialisation(Config option, DatabaseUrl administrator) {
    List<Masked> line = words("init", "--module", option.getString("module"));
    line.addAll(setting(ADMINISTRATOR, administrator));
    Optional.ofNullable(accounts.get(option.getString("module")))
        .ifPresent(url -> line.addAll(setting("database.url=", url)));
    line.addAll(today);
    return line;
  }

  private List<Masked> upgrade(String module, List<DatabaseUrl> all) {
    List<Masked> line = words("schema", "upgrade", "--module", module, "--mode", "maintenance");
    if (all.size() == 1) {
      line.addAll(setting(ADMINISTRATOR, all.getFirst()));
    } else {
      line.add(Masked.plain("--fleet"));
      line.add(
          new Masked(
              String.join(" ", all.stream().map(OldUpgrade::whole).toList()),
              String.join(" ", all.stream().map(DatabaseUrl::toString).toList())));
    }
    line.addAll(variables);
    line.addAll(today);
    return line;
  }

  private List<Masked> look(String module, DatabaseUrl url) {
    List<Masked> line = words("schema", "status", "--module", module);
    line.addAll(setting(ADMINISTRATOR, url));
    line.addAll(today);
    return line;
  }

  /** A URL with its password and its socket. */
  private static String whole(DatabaseUrl url) {
    return url.forService().value() + (url.socket().isEmpty() ? "" : "?socket=" + url.socket());
  }

  private static List<Masked> setting(String start, DatabaseUrl url) {
    return List.of(Masked.plain("-e"), new Masked(start + whole(url), start + url));
  }

  private static List<Masked> words(String... words) {
    return new ArrayList<>(List.of(words).stream().map(Masked::plain).toList());
  }
}
