package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Secret;
import org.lsst.qserv.entrypoint.settings.SettingType.Kind;

/**
 * Which file a secret came from. Qserv's czar and worker read {@code file:PATH} in their
 * configuration themselves, so the secret need not be written there again.
 */
final class SecretFiles {
  private static final String REFERENCE = "file:";

  private final Config user;
  private final Config defaults;
  private final Declarations declarations;

  SecretFiles(Config user, Config defaults, Declarations declarations) {
    this.user = user;
    this.defaults = defaults;
    this.declarations = declarations;
  }

  /**
   * {@code file:PATH}, if the setting's secret, or the password of its URL, is what is read there.
   */
  Optional<String> reference(String name, Secret secret) {
    Optional<String> file = isUrl(name) ? ofPassword(name) : of(name);
    return file.filter(path -> says(path, secret)).map(path -> REFERENCE + path);
  }

  private boolean isUrl(String name) {
    return declarations.type(name).filter(type -> type.kind() == Kind.URL).isPresent();
  }

  private Optional<String> of(String name) {
    if (ConfigTree.find(user, name).isPresent()) {
      return Optional.empty();
    }
    return ConfigTree.findNonNull(user, name + Declarations.FILE)
        .map(path -> String.valueOf(path.unwrapped()))
        .or(() -> alias(name).flatMap(this::of));
  }

  /** The setting that a default names. */
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
    return below.or(() -> of(url.substring(0, url.length() - "url".length()) + "password"));
  }

  private static boolean hasPassword(ConfigValue url) {
    try {
      return DatabaseUrl.parse(String.valueOf(url.unwrapped())).password().isPresent();
    } catch (IllegalArgumentException notAUrl) {
      return true; // a problem of its own
    }
  }

  /** The programs trim what they read, and a relative path would be relative to something else. */
  private static boolean says(String path, Secret secret) {
    try {
      return path.startsWith("/")
          && Files.readString(Path.of(path)).strip().equals(secret.reveal());
    } catch (IOException e) {
      return false;
    }
  }
}
