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
 * The settings in force as a file that {@code --config} reads: with it alone the same settings
 * hold, but for secrets. One that came from a file is named by that file; any other is left out.
 */
public final class SettingsDocument {
  private final Config user;
  private final Config defaults;
  private final Declarations declarations;
  private final Settings settings;
  private final boolean onlyGiven;
  private final List<String> leftOut = new ArrayList<>();
  private Config document = ConfigFactory.empty();

  /**
   * The document.
   *
   * @param onlyGiven leaves out what has its default
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

  /** The document as HOCON. */
  public String hocon() {
    return render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  /** The document as JSON. */
  public String json() {
    return render(ConfigRenderOptions.defaults().setOriginComments(false)) + "\n";
  }

  private String render(ConfigRenderOptions options) {
    return document.root().render(options.setComments(false));
  }

  /** The settings that hold a secret and are not in the document. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
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

  /** A null that took a default away has to do so again. */
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
      leftOut.add(name);
    } else {
      put(name, value);
    }
  }

  private void add(String name, Object value) {
    if (value instanceof DatabaseUrl url) {
      DatabaseUrl bare =
          new DatabaseUrl(
              url.user(), Optional.empty(), url.host(), url.port(), url.database(), url.socket());
      if (url.password().isPresent() && hasOwnPassword(name)) {
        leftOut.add(name);
      } else {
        put(name, ConfigValueFactory.fromAnyRef(bare.toString()));
      }
    } else if (value instanceof Secret secret) {
      if (secret.reveal().isEmpty()) {
        put(name, ConfigValueFactory.fromAnyRef(""));
      } else if (ConfigTree.findNonNull(user, name).isPresent()) {
        leftOut.add(name);
      } // else its default names another setting, which is in the document or left out itself
    } else if (value instanceof RedactedText text && text.holdsSecret()) {
      return; // made of other settings
    } else if (holdsSecret(value)) {
      leftOut.add(name);
    } else {
      put(name, ConfigValueFactory.fromAnyRef(plain(value)));
    }
  }

  /** Returns whether a text, or an argument in a list, seems to hold a secret. */
  private static boolean holdsSecret(@Nullable Object value) {
    List<String> words =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(value));
    return value instanceof List<?>
        ? SecretNames.maskedArguments(words, Set.of()).stream().anyMatch(RedactedText::holdsSecret)
        : SecretNames.masked("", words.getFirst()).holdsSecret();
  }

  /** Whether the URL that somebody gave has the password in it, not beside it. */
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
