// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.catalog.InitialState.Account;
import org.lsst.qserv.entrypoint.catalog.InitialState.Login;
import org.lsst.qserv.entrypoint.catalog.InitialState.Plugin;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Reads and validates what a module requires of its server, which a site may have changed. */
final class InitialStateReader {
  static final String DATABASES = "databases";
  static final String ACCOUNTS = "accounts";
  static final String OPERATORS = "operator-privileges";
  static final String PLUGINS = "plugins";

  private static final String PRIVILEGES = "privileges";
  private static final String EXTERNAL = "external-privileges";
  private static final Set<String> ACCOUNT_FIELDS =
      Set.of("user", "hosts", "login", "password", "optional", PRIVILEGES, EXTERNAL);
  private static final Set<String> PLUGIN_FIELDS = Set.of("script", "functions");
  private static final String SOCKET = "unix_socket";
  private static final List<String> LOGINS = List.of("password", SOCKET);

  private static final Pattern OBJECT =
      Pattern.compile("\\*\\.\\*|(?!\\*\\.).+\\.[^.]+", Pattern.DOTALL);

  /** A privilege with optional columns; the server validates its name. */
  private static final Pattern PRIVILEGE =
      Pattern.compile("[A-Za-z_ ]+(\\(\\s*[^()`,\\s]+(\\s*,\\s*[^()`,\\s]+)*\\s*\\))?");

  private final Config module;
  private final Config sharedAccounts;
  private final Function<String, Failure> invalid;

  /**
   * Creates a reader.
   *
   * @param sharedAccounts the accounts of every module, overridden by accounts of the module with
   *     the same name
   * @param invalid creates the failure for a reason
   */
  InitialStateReader(Config module, Config sharedAccounts, Function<String, Failure> invalid) {
    this.module = module;
    this.sharedAccounts = sharedAccounts;
    this.invalid = invalid;
  }

  InitialState read() {
    Config accounts = part(module, ACCOUNTS).withFallback(sharedAccounts);
    return new InitialState(
        module.hasPath(DATABASES) ? module.getStringList(DATABASES) : List.of(),
        each(accounts, this::account),
        privileges(OPERATORS, part(module, OPERATORS)),
        each(part(module, PLUGINS), this::plugin));
  }

  private Account account(String label, Config account) {
    checkFields(ACCOUNTS + "." + label, account, ACCOUNT_FIELDS);
    String login = string(account, "login", "password");
    if (!LOGINS.contains(login)) {
      throw invalid.apply(
          ACCOUNTS + "." + label + ": login '" + login + "' is not one of " + LOGINS);
    }
    return new Account(
        label,
        string(account, "user", label),
        account.getStringList("hosts"),
        new Login(
            login.equals(SOCKET),
            string(account, "password", ""),
            account.hasPath("optional") && account.getBoolean("optional")),
        privileges(ACCOUNTS + "." + label, part(account, PRIVILEGES)),
        privileges(ACCOUNTS + "." + label, part(account, EXTERNAL)));
  }

  private Plugin plugin(String name, Config plugin) {
    checkFields(PLUGINS + "." + name, plugin, PLUGIN_FIELDS);
    List<String> functions = plugin.getStringList("functions");
    if (functions.isEmpty()) {
      throw invalid.apply(PLUGINS + "." + name + ": functions is empty");
    }
    return new Plugin(name, plugin.getString("script"), functions);
  }

  private Map<String, List<String>> privileges(String where, Config given) {
    Map<String, List<String>> privileges = new TreeMap<>();
    for (String object : given.root().keySet()) {
      if (!given.hasPath(ConfigUtil.joinPath(object))) {
        continue; // null: removed by the site
      }
      if (!OBJECT.matcher(object).matches()) {
        throw invalid.apply(
            where
                + ": privileges are on *.*, database.*, database.table or FUNCTION database.name,"
                + " not on '"
                + object
                + "'");
      }
      List<String> names = given.getStringList(ConfigUtil.joinPath(object));
      for (String name : names) {
        if (!PRIVILEGE.matcher(name).matches()) {
          throw invalid.apply(where + ": '" + name + "' is not a privilege");
        }
      }
      privileges.put(object, names);
    }
    return privileges;
  }

  private void checkFields(String where, Config description, Set<String> fields) {
    Set<String> unknown = new TreeSet<>(description.root().keySet());
    unknown.removeAll(fields);
    if (!unknown.isEmpty()) {
      throw invalid.apply(where + ": unknown field " + String.join(", ", unknown));
    }
  }

  /** Reads each description except null, with which a site removes one. */
  private static <T> List<T> each(Config all, BiFunction<String, Config, T> read) {
    List<T> found = new ArrayList<>();
    for (String name : new TreeSet<>(all.root().keySet())) {
      String path = ConfigUtil.joinPath(name);
      if (all.hasPath(path)) {
        found.add(read.apply(name, all.getConfig(path)));
      }
    }
    return found;
  }

  private static Config part(Config config, String path) {
    return config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
  }

  private static String string(Config config, String field, String fallback) {
    return config.hasPath(field) ? config.getString(field) : fallback;
  }
}
