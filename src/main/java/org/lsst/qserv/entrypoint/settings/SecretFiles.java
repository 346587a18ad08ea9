// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretFile;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;

/**
 * Keeps track of the files from which secrets were read. Qserv's czar and worker resolve {@code
 * file:PATH} in their configuration themselves, so the secret need not be copied there.
 */
final class SecretFiles {
  private static final String REFERENCE = "file:";

  private final Config user;
  private final Config defaults;
  private final Declarations declarations;
  private final SettingValues values;
  private final Set<String> referenced = new HashSet<>();

  SecretFiles(Config user, Config defaults, Declarations declarations, SettingValues values) {
    this.user = user;
    this.defaults = defaults;
    this.declarations = declarations;
    this.values = values;
  }

  /** Returns all files that were read, in the order of the settings that name them. */
  List<SecretFile> read() {
    List<SecretFile> files = new ArrayList<>();
    for (String name : declarations.names()) {
      if (declarations.isSecret(name)) {
        of(name).ifPresent(file -> add(files, name + Declarations.FILE, file));
      }
    }
    return files;
  }

  private void add(List<SecretFile> files, String setting, String file) {
    values
        .contentOf(file)
        .ifPresent(content ->
            files.add(new SecretFile(setting, Path.of(file), content, referenced.contains(file))));
  }

  /**
   * Returns {@code file:PATH} if that file contains the setting's secret or the password of its
   * URL.
   */
  Optional<String> reference(String name, Secret secret) {
    Optional<String> file = isUrl(name) ? ofPassword(name) : ofSetting(name);
    Optional<String> verified = file.filter(path -> contains(path, secret));
    verified.ifPresent(referenced::add);
    return verified.map(path -> REFERENCE + path);
  }

  private boolean isUrl(String name) {
    return declarations.type(name).filter(type -> type.kind() == Kind.URL).isPresent();
  }

  /** Returns the file of the setting, or of the setting to which its default refers. */
  private Optional<String> ofSetting(String name) {
    return ConfigTree.find(user, name).isPresent()
        ? Optional.empty()
        : of(name).or(() -> alias(name).flatMap(this::ofSetting));
  }

  private Optional<String> of(String name) {
    return ConfigTree.find(user, name).isPresent()
        ? Optional.empty()
        : ConfigTree.findNonNull(user, name + Declarations.FILE)
            .map(path -> String.valueOf(path.unwrapped()));
  }

  /** Returns the setting to which a default refers. */
  private Optional<String> alias(String name) {
    return ConfigTree.findNonNull(defaults, name)
        .flatMap(value -> Substitution.onlyName(String.valueOf(value.unwrapped())))
        .map(SettingNames::ofTemplateVariable)
        .filter(other -> declarations.type(other).isPresent());
  }

  private Optional<String> ofPassword(String url) {
    Optional<ConfigValue> given = ConfigTree.findNonNull(user, url);
    if (ConfigTree.find(user, url + Declarations.FILE).isPresent()
        || given.filter(SecretFiles::hasPassword).isPresent()) {
      return Optional.empty();
    }
    Optional<String> below =
        given.isPresent() ? Optional.empty() : alias(url).flatMap(this::ofPassword);
    return below.or(() -> ofSetting(url.substring(0, url.length() - "url".length()) + "password"));
  }

  private static boolean hasPassword(ConfigValue url) {
    try {
      return DatabaseUrl.parse(String.valueOf(url.unwrapped())).password().isPresent();
    } catch (IllegalArgumentException notAUrl) {
      return true; // reported when the setting is checked
    }
  }

  /**
   * Returns whether a program that reads the file gets the secret. The programs trim what they
   * read, and would resolve a relative path against another directory.
   */
  private boolean contains(String path, Secret secret) {
    return path.startsWith("/")
        && values
            .contentOf(path)
            .filter(content -> content.reveal().strip().equals(secret.reveal()))
            .isPresent()
        && !hasByteOrderMark(Path.of(path));
  }

  /**
   * Returns whether the file starts with a byte order mark, which programs would read as part of
   * the secret.
   */
  private static boolean hasByteOrderMark(Path file) {
    try {
      return TextFile.hasByteOrderMark(file);
    } catch (IOException e) {
      return true; // the program then gets the secret itself
    }
  }
}
