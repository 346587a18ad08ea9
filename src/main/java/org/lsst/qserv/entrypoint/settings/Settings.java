package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Memory;
import org.lsst.qserv.entrypoint.host.Secret;

/**
 * The settings in force: typed, with origin, defaults filled in.
 *
 * <p>A value that a person gave is literal. A default may refer to other settings as {@code {{ a.b
 * }}}; one that refers to an unset setting is unset.
 */
public final class Settings {
  /** The one variable that is no setting. */
  private static final String HOST_NAME = "host.name";

  private final Host host;
  private final Config user;
  private final Defaults defaults;
  private final Declarations declarations;
  private final Problems problems;
  private final List<Problem> warnings;
  private final Set<String> passedVariables;
  private final Map<String, Optional<Object>> found = new HashMap<>();
  private final Set<String> resolving = new HashSet<>();

  Settings(
      Host host,
      Config user,
      Defaults defaults,
      Problems problems,
      List<Problem> warnings,
      Set<String> passedVariables) {
    this.host = host;
    this.user = user;
    this.defaults = defaults;
    this.declarations = defaults.declarations();
    this.problems = problems;
    this.warnings = warnings;
    this.passedVariables = passedVariables;
  }

  /** The problems found so far; who finds one while using the settings adds it. */
  public Problems problems() {
    return problems;
  }

  /** What is accepted and yet worth a word. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** The environment variables that gave a setting: not meant for the service. */
  public Set<String> passedVariables() {
    return Set.copyOf(passedVariables);
  }

  /** The release line as its catalogue and what {@code --config} adds to it. */
  public Config catalogue() {
    return defaults.catalogue();
  }

  /** Looks at every value that a person gave. */
  void check() {
    check(user.root(), "");
  }

  private void check(ConfigObject values, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      String name = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      if (declarations.knows(name)) {
        checkValue(name, value);
      } else if (value.valueType() == ConfigValueType.OBJECT && declarations.isPrefix(name)) {
        check((ConfigObject) value, name + ".");
      } else {
        unknown(name, value);
      }
    }
  }

  private void checkValue(String name, ConfigValue value) {
    Optional<String> twin = declarations.ofFileTwin(name);
    if (twin.isPresent() && isGiven(twin.get())) {
      problems.add(
          Problem.configuration(
              twin.get()
                  + " ("
                  + origin(twin.get())
                  + ") is given twice, also as "
                  + name
                  + " ("
                  + origin(name)
                  + ")",
              "keep only " + name));
    }
    if (value.valueType() == ConfigValueType.NULL) {
      return;
    }
    find(twin.orElse(name));
    if (twin.isEmpty() && isVisible(name, value)) {
      warnings.add(
          Problem.configuration(
              name + " (" + origin(name) + ") stays visible in 'docker inspect' and /proc",
              "give it in a file: " + name + Declarations.FILE));
    }
  }

  /** A secret on a command line or in a variable can be read by who may look at the container. */
  private boolean isVisible(String name, ConfigValue value) {
    boolean inFile = value.origin().filename() != null || origin(name).contains("/");
    return !inFile
        && declarations.isSecret(name)
        && declarations
            .type(name)
            .flatMap(type -> read(name, type, value))
            .filter(Settings::holdsSecret)
            .isPresent();
  }

  private static boolean holdsSecret(Object value) {
    return value instanceof Secret(String reveal)
        ? !reveal.isEmpty()
        : value instanceof DatabaseUrl url && url.password().isPresent();
  }

  private void unknown(String name, ConfigValue value) {
    String fix =
        declarations.isPrefix(name)
            ? "set one of the settings below it: " + name + ".…"
            : Suggestion.nearest(name, declarations.names())
                .map(near -> "did you mean " + near + "?")
                .orElse("remove it; docs/settings.md lists the settings");
    problems.add(Problem.configuration(name + " (" + origin(value) + "): not a setting", fix));
  }

  private boolean isGiven(String name) {
    return ConfigTree.findNonNull(user, name).isPresent();
  }

  /** Where a setting's value comes from: "from -e", "from site.conf: 12", "default". */
  public String origin(String name) {
    String twin = name + Declarations.FILE;
    return ConfigTree.find(user, name)
        .or(() -> declarations.isSecret(name) ? ConfigTree.find(user, twin) : Optional.empty())
        .map(Settings::origin)
        .orElse("default");
  }

  private static String origin(ConfigValue value) {
    return "from " + value.origin().description();
  }

  /**
   * A setting's value in the form of its type.
   *
   * @throws IllegalArgumentException if there is no such setting
   */
  public Optional<Object> find(String name) {
    Optional<Object> known = found.get(name);
    if (known != null) {
      return known;
    }
    SettingType type =
        declarations
            .type(name)
            .or(() -> declarations.knows(name) ? anything() : Optional.empty())
            .orElseThrow(() -> new IllegalArgumentException("there is no setting " + name));
    if (!resolving.add(name)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the defaults of " + String.join(", ", resolving) + " refer to each other",
          "set one of them");
    }
    Optional<Object> value = given(name, type).map(object -> withPassword(name, object));
    resolving.remove(name);
    found.put(name, value);
    return value;
  }

  private static Optional<SettingType> anything() {
    return Optional.of(SettingType.of(SettingType.Kind.STRING));
  }

  private Optional<Object> given(String name, SettingType type) {
    if (type.kind() == SettingType.Kind.MAP) {
      return map(name, type);
    }
    Optional<ConfigValue> value = ConfigTree.find(user, name);
    if (value.isPresent()) {
      return value.get().valueType() == ConfigValueType.NULL
          ? Optional.empty()
          : read(name, type, value.get()).or(() -> byDefault(name, type));
    }
    String twin = name + Declarations.FILE;
    return type.isSecret() && isGiven(twin) ? readFile(name, twin, type) : byDefault(name, type);
  }

  private Optional<Object> map(String name, SettingType type) {
    Map<String, Object> merged = new HashMap<>();
    for (Config layer : List.of(defaults.values(), user)) {
      ConfigTree.findNonNull(layer, name)
          .flatMap(value -> read(name, type, value))
          .ifPresent(object -> ((Map<?, ?>) object).forEach((k, v) -> merged.put((String) k, v)));
    }
    return Optional.of(merged);
  }

  private Optional<Object> read(String name, SettingType type, ConfigValue value) {
    try {
      return Optional.of(type.read(value));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              name + " (" + origin(value) + "): " + e.getMessage(), type.example()));
      return Optional.empty();
    }
  }

  private Optional<Object> readFile(String name, String twin, SettingType type) {
    String file =
        ConfigTree.find(user, twin).map(value -> String.valueOf(value.unwrapped())).orElse("");
    try {
      String text = Files.readString(Path.of(file));
      String content = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      return Optional.of(type.readText(content));
    } catch (IOException e) {
      problems.add(
          Problem.configuration(
              twin
                  + " ("
                  + origin(twin)
                  + "): "
                  + file
                  + " cannot be read ("
                  + e.getClass().getSimpleName()
                  + ")",
              "make it a file that the user of the container may read"));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(name + " (from " + file + "): " + e.getMessage(), type.example()));
    }
    return Optional.empty();
  }

  private Optional<Object> byDefault(String name, SettingType type) {
    Optional<ConfigValue> found = ConfigTree.findNonNull(defaults.values(), name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ConfigValue value = found.get();
    if (value.valueType() != ConfigValueType.STRING
        || !String.valueOf(value.unwrapped()).contains("{{")) {
      return Optional.of(type.read(value));
    }
    String text = String.valueOf(value.unwrapped());
    Optional<String> alias = Substitution.onlyName(text);
    if (alias.isPresent()) {
      return variable(alias.get());
    }
    Set<String> missing = new HashSet<>();
    Masked resolved = Substitution.apply(text, this::text, (unset, line) -> missing.add(unset));
    if (!missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        type.kind() == SettingType.Kind.STRING ? resolved : type.readText(resolved.value()));
  }

  /**
   * A URL without a password takes the one of its twin: {@code a.admin-url}, {@code
   * a.admin-password}.
   */
  private Object withPassword(String name, Object value) {
    if (!(value instanceof DatabaseUrl url) || !name.endsWith("url")) {
      return value;
    }
    String twin = name.substring(0, name.length() - "url".length()) + "password";
    if (declarations.type(twin).isEmpty()) {
      return value;
    }
    return find(twin)
        .map(password -> (Object) url.withDefaultPassword((Secret) password))
        .orElse(value);
  }

  /** The value of a template's variable: a setting, a part of a URL, or a choice. */
  public Optional<Object> variable(String name) {
    if (name.equals(HOST_NAME)) {
      return Optional.of(host.name());
    }
    String setting = SettingNames.ofTemplateVariable(name);
    if (declarations.type(setting).isPresent()) {
      return find(setting);
    }
    int dot = setting.lastIndexOf('.');
    if (dot > 0 && isUrl(setting.substring(0, dot))) {
      return find(setting.substring(0, dot))
          .map(url -> part((DatabaseUrl) url, setting.substring(dot + 1)));
    }
    return choice(setting);
  }

  private boolean isUrl(String name) {
    return declarations.type(name).filter(type -> type.kind() == SettingType.Kind.URL).isPresent();
  }

  private static Object part(DatabaseUrl url, String part) {
    return switch (part) {
      case "host" -> url.host();
      case "port" -> (long) url.port();
      case "user" -> url.user();
      case "password" -> url.password().orElse(new Secret(""));
      case "database" -> url.database();
      case "socket" -> url.socket();
      default -> throw new IllegalArgumentException("a database URL has no part " + part);
    };
  }

  /** A value that another setting picks: {@code choices."name" { by = …, values { … } }}. */
  private Optional<Object> choice(String name) {
    if (!(defaults.choices().root().get(name) instanceof ConfigObject choice)) {
      return Optional.empty();
    }
    String picker = String.valueOf(choice.toConfig().getString("by"));
    return find(picker)
        .map(picked -> choice.toConfig().getObject("values").get(String.valueOf(picked)))
        .map(value -> picked(name, value));
  }

  private Object picked(String name, ConfigValue value) {
    if (value.unwrapped() instanceof List<?> list) {
      return list.stream().map(element -> resolve(String.valueOf(element), name)).toList();
    }
    return resolve(String.valueOf(value.unwrapped()), name);
  }

  /**
   * A text of the catalogue with its references replaced. A setting that is missing becomes a
   * problem.
   *
   * @param user who needs the value, for the message
   */
  public Masked resolve(String text, String user) {
    return Substitution.apply(text, this::text, (name, line) -> problems.add(missing(name, user)));
  }

  /** The problem that a variable has no value. */
  public Problem missing(String variable, String user) {
    String name = SettingNames.ofTemplateVariable(variable);
    int dot = name.lastIndexOf('.');
    String setting = dot > 0 && isUrl(name.substring(0, dot)) ? name.substring(0, dot) : name;
    if (declarations.type(setting).isPresent()) {
      return Problem.configuration(
          setting + " has no value, and " + user + " needs it", "set it: -e " + setting + "=…");
    }
    return new Problem(
        ExitCode.BAD_DATA,
        user + ": there is no variable '" + variable + "'",
        Suggestion.nearest(setting, declarations.names())
            .map(near -> "did you mean " + near.replace('-', '_') + "?")
            .orElse("use the name of a setting, with _ for -"));
  }

  /** The value of a template's variable as the text that is put in its place. */
  public Optional<Masked> text(String variable) {
    return variable(variable).map(this::text);
  }

  /** A value as text: sizes in bytes, durations in seconds, a URL as Qserv's programs read it. */
  public Masked text(Object value) {
    return switch (value) {
      case Masked masked -> masked;
      case Secret secret ->
          secret.reveal().isEmpty() ? Masked.plain("") : Masked.secret(secret.reveal());
      case DatabaseUrl url -> url.forService();
      case Size size -> Masked.plain(String.valueOf(bytes(size)));
      case Duration duration -> Masked.plain(String.valueOf(duration.toSeconds()));
      default -> Masked.plain(String.valueOf(value));
    };
  }

  /** The names of all settings, sorted. */
  public Set<String> names() {
    return declarations.names();
  }

  /** The bytes of a size in this container. */
  public long bytes(Size size) {
    try {
      return size.in(size.isShare() ? Memory.limit(host) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A setting of type string, path or choice that always has a value. */
  public String string(String name) {
    return find(name)
        .map(value -> text(value).value())
        .orElseThrow(() -> new IllegalStateException(name + " has no value"));
  }

  /** A setting of type map; empty if nobody set anything in it. */
  @SuppressWarnings("unchecked") // the type of the setting says so
  public Map<String, Object> map(String name) {
    return (Map<String, Object>) find(name).orElse(Map.of());
  }
}
