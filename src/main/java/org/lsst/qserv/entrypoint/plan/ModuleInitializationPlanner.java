// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.InitialState;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.mariadb.account.Grant;
import org.lsst.qserv.entrypoint.mariadb.account.Login;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Derives the desired state of the modules' servers from settings and catalog. */
public final class ModuleInitializationPlanner {
  private final Settings settings;
  private final Catalog catalog;
  private final SchemaModule module;
  private final Operators operators;

  private ModuleInitializationPlanner(Settings settings, Catalog catalog, SchemaModule module) {
    this.settings = settings;
    this.catalog = catalog;
    this.module = module;
    this.operators = Operators.of(settings, catalog.modules(), settings.today());
  }

  /**
   * Returns the desired state of a module's server.
   *
   * @param settings the settings of the module's role; missing ones are added to their problems
   */
  public static ModuleInitialization plan(Settings settings, Catalog catalog, SchemaModule module) {
    return new ModuleInitializationPlanner(settings, catalog, module).plan();
  }

  private ModuleInitialization plan() {
    InitialState required = module.initialState();
    List<DesiredState.Account> accounts = new ArrayList<>();
    required.accounts().forEach(account -> accounts.addAll(accounts(account)));
    accounts.addAll(operators.of(module.name(), required.operatorPrivileges()));
    DesiredState desired =
        new DesiredState(
            module.name(),
            required.databases(),
            accounts,
            required.plugins().stream().map(this::plugin).toList(),
            operators.expired(),
            otherModules());
    return new ModuleInitialization(
        module.name(),
        module.role(),
        settings.find("database.admin-url").map(DatabaseUrl.class::cast),
        ModuleSchemaPlanner.dataDirectory(settings, catalog, module.role()),
        desired);
  }

  private List<DesiredState.Account> accounts(InitialState.Account account) {
    String what = "account " + account.label() + " of module " + module.name();
    Optional<String> password = text(account.login().password(), what);
    if (password.isEmpty() && account.login().optional()) {
      return List.of();
    }
    String user = text(account.user(), what).orElse("");
    if (user.isEmpty()) {
      settings.problems().add(settings.missing(name(account.user()), what));
      return List.of();
    }
    return accounts(account, user, login(account, password));
  }

  private static Login login(InitialState.Account account, Optional<String> password) {
    if (account.login().socket()) {
      return new Login.Socket();
    }
    return password.isPresent()
        ? new Login.Password(new Secret(password.get()))
        : new Login.Disabled(passwordSetting(account.login().password()));
  }

  /**
   * Returns the setting of a referenced password; that of a URL is {@code a.password} for {@code
   * a.url}.
   */
  private static String passwordSetting(String reference) {
    return name(reference).replace('_', '-').replaceFirst("url\\.password$", "password");
  }

  private static List<DesiredState.Account> accounts(
      InitialState.Account account, String user, Login login) {
    return account.hosts().stream()
        .map(host ->
            new DesiredState.Account(
                new AccountName(user, host),
                login,
                grants(account.privileges()),
                grants(account.externalPrivileges())))
        .toList();
  }

  static List<Grant> grants(Map<String, List<String>> privileges) {
    return new TreeMap<>(privileges)
        .entrySet().stream().map(entry -> Grant.of(entry.getKey(), entry.getValue())).toList();
  }

  /**
   * Returns the accounts of other modules, which may use the same server. An account whose name is
   * a reference belongs to every module and is omitted.
   */
  private List<DesiredState.Account> otherModules() {
    List<DesiredState.Account> others = new ArrayList<>();
    for (String name : catalog.modules()) {
      if (!name.equals(module.name())) {
        InitialState state = catalog.module(name).initialState();
        state.accounts().stream()
            .filter(account -> Substitution.onlyName(account.user()).isEmpty())
            .filter(account -> !account.login().optional() || hasPassword(account, name))
            .forEach(account ->
                others.addAll(accounts(account, account.user(), new Login.Disabled(""))));
        others.addAll(operators.of(name, state.operatorPrivileges()));
      }
    }
    return others;
  }

  private boolean hasPassword(InitialState.Account account, String moduleName) {
    String what = "account " + account.label() + " of module " + moduleName;
    return text(account.login().password(), what).isPresent();
  }

  private DesiredState.Plugin plugin(InitialState.Plugin plugin) {
    Path script = Path.of(settings.string("paths.templates")).resolve(plugin.script());
    return new DesiredState.Plugin(plugin.name(), script, plugin.functions());
  }

  private Optional<String> text(String text, String what) {
    return settings
        .resolveIfSet(text, what)
        .map(RedactedText::value)
        .filter(value -> !value.isEmpty());
  }

  private static String name(String text) {
    return Substitution.onlyName(text).orElse(text.isEmpty() ? "password" : text);
  }
}
