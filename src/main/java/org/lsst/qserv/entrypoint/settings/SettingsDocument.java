// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;
import org.lsst.qserv.entrypoint.settings.type.Size;

/**
 * The effective settings as a file that {@code --config} reads. The file alone reproduces the
 * settings except for secrets: a secret from a file is replaced by the path of that file, any other
 * secret is omitted.
 */
public final class SettingsDocument {
  private final Config user;
  private final Config defaults;
  private final Declarations declarations;
  private final Settings settings;
  private final boolean onlyGiven;
  private final List<String> omitted = new ArrayList<>();
  private Config document = ConfigFactory.empty();

  /**
   * Creates the document.
   *
   * @param onlyGiven whether to omit settings that have their default
   */
  SettingsDocument(
      Config user,
      Config defaults,
      Declarations declarations,
      Settings settings,
      boolean onlyGiven) {
    this.user = user;
    this.defaults = defaults;
    this.declarations = declarations;
    this.settings = settings;
    this.onlyGiven = onlyGiven;
    declarations.names().forEach(this::add);
  }

  /** Returns the document as HOCON. */
  public String hocon() {
    return render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  /** Returns the document as JSON. */
  public String json() {
    return render(ConfigRenderOptions.defaults().setOriginComments(false)) + "\n";
  }

  private String render(ConfigRenderOptions options) {
    return document.root().render(options.setComments(false));
  }

  /** Returns the settings that are omitted because they hold a secret. */
  public List<String> omitted() {
    return List.copyOf(omitted);
  }

  private void add(String name) {
    boolean isGiven =
        ConfigTree.find(user, name).isPresent()
            || ConfigTree.find(user, name + Declarations.FILE).isPresent();
    if (onlyGiven && !isGiven) {
      return;
    }
    Optional<ConfigValue> file = ConfigTree.findNonNull(user, name + Declarations.FILE);
    if (file.isPresent() && declarations.isSecret(name)) {
      put(name + Declarations.FILE, file.get());
    } else if (declarations.type(name).map(SettingType::kind).orElse(Kind.ANY) == Kind.MAP) {
      members(name, defaults);
      members(name, user);
    } else {
      settings.find(name).ifPresentOrElse(value -> add(name, value), () -> removed(name, isGiven));
    }
  }

  /** Keeps a null that removes a default. */
  private void removed(String name, boolean isGiven) {
    if (isGiven) {
      put(name, ConfigValueFactory.fromAnyRef(null));
    }
  }

  private void members(String name, Config layer) {
    ConfigTree.findNonNull(layer, name).ifPresent(value -> member(name, value));
  }

  private void member(String name, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      new TreeMap<>(object).forEach((key, member) -> member(name + "." + key, member));
    } else if (SecretNames.isLikely(name) || holdsSecret(value.unwrapped())) {
      omitted.add(name);
    } else {
      put(name, value);
    }
  }

  private void add(String name, Object value) {
    if (value instanceof DatabaseUrl url) {
      if (url.password().isPresent() && hasOwnPassword(name)) {
        omitted.add(name);
      } else {
        put(name, ConfigValueFactory.fromAnyRef(url.withoutPassword().toString()));
      }
    } else if (value instanceof Secret secret) {
      if (secret.reveal().isEmpty()) {
        put(name, ConfigValueFactory.fromAnyRef(""));
      } else if (ConfigTree.findNonNull(user, name).isPresent()) {
        omitted.add(name);
      } // otherwise its default refers to another setting, which is written or omitted itself
    } else if (value instanceof RedactedText text && text.holdsSecret()) {
      return; // composed of other settings
    } else if (holdsSecret(value)) {
      omitted.add(name);
    } else {
      put(name, ConfigValueFactory.fromAnyRef(plain(value)));
    }
  }

  /** Returns whether a text, or an argument in a list, looks like a secret. */
  private static boolean holdsSecret(@Nullable Object value) {
    List<String> texts =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(value));
    return value instanceof List<?>
        ? SecretNames.redactedArguments(texts, Set.of()).stream()
            .anyMatch(RedactedText::holdsSecret)
        : SecretNames.redacted("", texts.getFirst()).holdsSecret();
  }

  /** Returns whether the user set a URL that contains the password. */
  private boolean hasOwnPassword(String name) {
    return ConfigTree.findNonNull(user, name)
        .map(value -> DatabaseUrl.parse(String.valueOf(value.unwrapped())).password().isPresent())
        .orElse(false);
  }

  private Object plain(Object value) {
    if (value instanceof RedactedText text) {
      return text.value();
    }
    if (value instanceof Duration duration) {
      return duration.toMillis() + " ms";
    }
    return value instanceof Size size ? settings.bytes(size) : value;
  }

  private void put(String name, ConfigValue value) {
    document = document.withValue(ConfigUtil.joinPath(SettingNames.path(name)), value);
  }
}
