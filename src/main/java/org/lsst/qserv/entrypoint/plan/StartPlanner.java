package org.lsst.qserv.entrypoint.plan;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalogue.Catalogue;
import org.lsst.qserv.entrypoint.catalogue.Component;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.Step.Await;
import org.lsst.qserv.entrypoint.plan.Step.CheckServerVersion;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.plan.Step.MakeDirectory;
import org.lsst.qserv.entrypoint.plan.Step.PrepareDatabase;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.process.Limits;
import org.lsst.qserv.entrypoint.process.RestartRule;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.SecretNames;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Size;
import org.lsst.qserv.entrypoint.settings.Substitution;

/** Turns the description of a component into what is to be done, all references resolved. */
final class StartPlanner {
  /** In a check over SQL: the component's own server, on its socket. */
  private static final String LOCAL = "local";

  private static final String DEBUGGER = "gdbserver";

  private final Settings settings;
  private final List<String> arguments;
  private final FileSteps files;
  private final Mode mode;
  private final SchemaSteps schemas;

  StartPlanner(Catalogue catalogue, Settings settings, List<String> arguments, Mode mode) {
    this.settings = settings;
    this.mode = mode;
    this.schemas = new SchemaSteps(catalogue, settings);
    this.arguments = arguments;
    this.files = new FileSteps(settings, settings.flag("templates.check"));
  }

  /**
   * Plans one component.
   *
   * @param alone whether {@code args} and {@code command} without a component's name are meant for
   *     it
   */
  Start plan(Component component, boolean alone) {
    try {
      return start(component, alone);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the catalogue's description of " + name(component) + ": " + e.getMessage(),
          "docs/catalogue.md says what it may hold");
    }
  }

  private Start start(Component component, boolean alone) {
    component.required().forEach(name -> require(component, name));
    return new Start(
        component.name(),
        steps(component),
        new ServiceCommand(
            component.role() + " " + component.name(),
            debuggedCommand(component, alone),
            environment(component),
            settings.passedVariables(),
            path(component, component.directory()),
            limits(component)),
        component.user(),
        texts(component, component.ports()),
        // the check is about the catalogue's program, not about one that somebody put in its place,
        // nor about one that waits for a debugger
        component
            .ready()
            .filter(wait -> replacedCommand(component, alone).isEmpty() && debugger().isEmpty())
            .map(wait -> await(component, wait)),
        stop(component),
        new RestartRule(
            RestartRule.When.valueOf(component.restart().when().toUpperCase(Locale.ROOT)),
            component.restart().delay(),
            component.restart().limit()));
  }

  private void require(Component component, String setting) {
    if (settings.find(setting).isEmpty()) {
      settings.problems().add(settings.missing(setting, name(component)));
    }
  }

  private List<Step> steps(Component component) {
    Set<Path> directories = new LinkedHashSet<>();
    List<Step> steps = new ArrayList<>();
    List<RenderTemplate> rendered = files.of(component);
    texts(component, component.directories()).forEach(name -> directories.add(Path.of(name)));
    rendered.forEach(file -> directories.add(file.target().getParent()));
    directories.forEach(directory -> steps.add(new MakeDirectory(directory)));
    steps.addAll(rendered);
    component.certificate().ifPresent(made -> steps.add(certificate(component, made)));
    component
        .prepare()
        .ifPresent(prepared -> {
          steps.add(prepare(component, prepared));
          steps.add(checkVersion(component, prepared));
        });
    component.waits().forEach(wait -> steps.add(await(component, wait)));
    steps.addAll(schemas.steps(component, mode));
    return steps;
  }

  private MakeCertificate certificate(Component component, Component.Certificate made) {
    return new MakeCertificate(
        path(component, made.certificate()),
        path(component, made.key()),
        text(component, made.commonName()),
        made.days());
  }

  private PrepareDatabase prepare(Component component, Component.Preparation prepared) {
    Map<String, Masked> variables = new TreeMap<>();
    // a password that is not set is an empty variable: the SQL then makes no such account
    prepared.variables().forEach((name, text) -> variables.put(name, optional(component, text)));
    Path templates = Path.of(settings.string("paths.templates"));
    return new PrepareDatabase(
        path(component, prepared.dataDirectory()),
        texts(component, component.command()),
        texts(component, prepared.start()).stream().map(templates::resolve).toList(),
        variables,
        settings.string("database.on-empty").equals("refuse"));
  }

  private CheckServerVersion checkVersion(Component component, Component.Preparation prepared) {
    return new CheckServerVersion(
        path(component, prepared.dataDirectory()),
        texts(component, component.command()).getFirst(),
        mode == Mode.MAINTENANCE,
        settings.string("database.on-unclean").equals("allow"));
  }

  private Masked optional(Component component, String text) {
    return settings.resolveIfSet(text, name(component)).orElse(Masked.plain(""));
  }

  private Await await(Component component, Component.Wait wait) {
    return new Await(check(component, wait), wait.timeout());
  }

  private Check check(Component component, Component.Wait wait) {
    return switch (wait.kind()) {
      case "tcp" -> tcp(component, wait.what());
      case "http" -> new Check.Http(URI.create(text(component, wait.what())));
      default ->
          wait.what().equals(LOCAL)
              ? new Check.LocalSql(dataDirectory(component))
              : new Check.Sql(url(component, wait.what()));
    };
  }

  private String dataDirectory(Component component) {
    return component
        .prepare()
        .map(prepared -> text(component, prepared.dataDirectory()))
        .orElseThrow(
            () -> new IllegalStateException(name(component) + " is asked locally for no database"));
  }

  private Check tcp(Component component, String what) {
    String place = text(component, what);
    int colon = place.lastIndexOf(':');
    String port = place.substring(colon + 1);
    boolean complete =
        colon > 0
            && !port.isEmpty()
            && port.length() <= 5
            && port.chars().allMatch(Character::isDigit)
            && Integer.parseInt(port) <= 65535;
    if (complete) {
      return new Check.Tcp(place.substring(0, colon), Integer.parseInt(port));
    }
    if (settings.problems().found().isEmpty()) {
      throw new IllegalArgumentException("tcp: '" + place + "' is not host:port");
    }
    return new Check.Tcp("", 0); // a part has no value, which is a problem of the settings already
  }

  private DatabaseUrl url(Component component, String setting) {
    return settings
        .find(setting)
        .map(DatabaseUrl.class::cast)
        .orElseGet(() -> {
          settings.problems().add(settings.missing(setting, name(component)));
          return DatabaseUrl.parse("mysql://nobody@nowhere");
        });
  }

  /** The debugger's server and what it is told, put before the program. */
  private List<Masked> debugger() {
    return settings
        .text("debug.port")
        .map(port -> List.of(Masked.plain(DEBUGGER), Masked.plain(":" + port.value())))
        .orElse(List.of());
  }

  private List<Masked> debuggedCommand(Component component, boolean alone) {
    List<Masked> words = new ArrayList<>(debugger());
    words.addAll(command(component, alone));
    return words;
  }

  private List<Masked> command(Component component, boolean alone) {
    Optional<List<Masked>> replaced = replacedCommand(component, alone);
    if (replaced.isPresent()) {
      return replaced.get();
    }
    List<Masked> words = new ArrayList<>(resolved(component, component.command()));
    ServiceOptions options = new ServiceOptions(settings, name(component), component.secretArgs());
    options.putDefaults(component.args());
    options.put(ofComponent(component, "args"));
    if (alone) {
      options.put(settings.map("args"));
    }
    words.addAll(options.words());
    words.addAll(ServiceOptions.masked(arguments, component.secretArgs()));
    return words;
  }

  private Optional<List<Masked>> replacedCommand(Component component, boolean alone) {
    Object own = component(component).get("command");
    Object command = own == null && alone ? settings.find("command").orElse(null) : own;
    if (!(command instanceof List<?> words)) {
      return Optional.empty();
    }
    if (words.isEmpty()) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "command (" + settings.origin("command") + "): is empty",
                  "write command=[\"program\",\"argument\"]"));
      return Optional.of(List.of(Masked.plain("")));
    }
    return Optional.of(
        words.stream()
            .map(word -> Masked.plain(ComponentSettings.text(settings, "command", word)))
            .toList());
  }

  private List<String> texts(Component component, List<String> elements) {
    return resolved(component, elements).stream().map(Masked::value).toList();
  }

  /** A list with its references resolved; an element that refers to a list becomes its elements. */
  private List<Masked> resolved(Component component, List<String> elements) {
    List<Masked> words = new ArrayList<>();
    for (String element : elements) {
      Optional<Object> value = Substitution.onlyName(element).flatMap(settings::variable);
      if (value.isPresent() && value.get() instanceof List<?> list) {
        list.forEach(member -> words.add(settings.text(member)));
      } else {
        words.add(settings.resolve(element, name(component)));
      }
    }
    return words;
  }

  private Map<String, Masked> environment(Component component) {
    Map<String, Masked> environment = new TreeMap<>();
    component
        .environment()
        .forEach((name, text) -> environment.put(name, settings.resolve(text, name(component))));
    Map<String, Object> given = new LinkedHashMap<>(settings.map("env"));
    given.putAll(ofComponent(component, "env"));
    given.forEach((name, value) -> {
      if (value == null) {
        environment.remove(name);
      } else {
        String text = ComponentSettings.text(settings, "env." + name, value);
        environment.put(
            name, SecretNames.isLikely(name) ? Masked.secret(text) : Masked.plain(text));
      }
    });
    return environment;
  }

  @SuppressWarnings("unchecked") // an object of JSON or HOCON has texts for names
  private Map<String, Object> component(Component component) {
    Object value = settings.map("components").get(component.name());
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // as above
  private Map<String, Object> ofComponent(Component component, String part) {
    Object value = component(component).get(part);
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private Limits limits(Component component) {
    Map<Limits.Resource, Long> limits = new EnumMap<>(Limits.Resource.class);
    component
        .limits()
        .forEach((name, amount) ->
            limits.put(
                Limits.Resource.valueOf(name.toUpperCase(Locale.ROOT)),
                settings.bytes(Size.parse(text(component, amount)))));
    return new Limits(limits);
  }

  private StopPolicy stop(Component component) {
    Duration grace =
        settings.find("stop.grace").map(Duration.class::cast).orElse(component.stop().grace());
    return new StopPolicy(SignalName.valueOf(component.stop().signal()), grace);
  }

  private Path path(Component component, String text) {
    return Path.of(text(component, text));
  }

  private String text(Component component, String text) {
    return settings.resolve(text, name(component)).value();
  }

  private static String name(Component component) {
    return component.role() + " " + component.name();
  }
}
