// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.TestFiles.BUNDLED;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;

/** Tests the consistency of the bundled catalog with templates, programs and settings. */
final class ShippedCatalogTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path OPTIONS = Path.of("images/stand-ins/options");
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.]+)\\s*}}");

  private static final Pattern URL_PART =
      Pattern.compile("url\\.(host|port|user|password|database|socket)$");

  @TempDir Path directory;

  /** Returns the components as {@code line role component}. */
  static List<String> components() {
    List<String> components = new ArrayList<>();
    for (String line : BUNDLED.releaseLines()) {
      Config roles = BUNDLED.releaseLine(line).getConfig("roles");
      for (String role : new TreeSet<>(roles.root().keySet())) {
        for (String name : new TreeSet<>(roles.getConfig(role + ".components").root().keySet())) {
          components.add(line + " " + role + " " + name);
        }
      }
    }
    return components;
  }

  private static Stream<Arguments> componentsAndPlugins() {
    return components().stream()
        .flatMap(name ->
            name.startsWith("xrd ")
                ? Stream.of("qserv", "none")
                    .map(plugin -> Arguments.of(name, "xrootd.plugin=" + plugin))
                : Stream.of(Arguments.of(name, "mode=full")));
  }

  private Settings settings(String component, String... more) {
    String[] names = component.split(" ", -1);
    return TestPlan.required(directory, names[0], names[1])
        .assign("monitor.password=monitor-password") // its file would be empty without one
        .assign(more)
        .valid();
  }

  private static ServicePlan service(String component, Settings settings) {
    return TestPlan.service(component.substring(component.indexOf(' ') + 1), settings);
  }

  @Test
  void thereAreTenAndThirteenComponents() {
    assertThat(components()).hasSize(23);
  }

  @ParameterizedTest
  @MethodSource("componentsAndPlugins")
  void aComponentIsPlannedWithTheRequiredSettings(String component, String setting) {
    ServicePlan service = service(component, settings(component, setting));
    assertThat(service.component()).isEqualTo(component.split(" ", -1)[2]);
  }

  @ParameterizedTest
  @MethodSource("componentsAndPlugins")
  void theFilesOfAComponentAreRenderedWithTheRequiredSettings(String component, String setting) {
    Settings settings = settings(component, setting);
    for (Step step : service(component, settings).steps()) {
      if (step instanceof Step.RenderTemplate file) {
        assertThat(new TemplateRenderer(settings).render(file.template())).isNotBlank();
      }
    }
    assertThat(TestSettings.problems(settings)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("components")
  void theSqlFilesOfAComponentExist(String component) {
    Settings settings = settings(component);
    for (Step step : service(component, settings).steps()) {
      if (step instanceof Step.PrepareDatabase prepare) {
        assertThat(prepare.start()).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("components")
  void theOptionsOfAComponentExistInTheRealProgram(String component) throws IOException {
    Component description = describe(component);
    Path file = OPTIONS.resolve(description.program().command().getFirst() + ".txt");
    if (!Files.exists(file)) {
      assertThat(description.program().args()).isEmpty();
      return;
    }
    Set<String> known =
        Files.readAllLines(file).stream()
            .map(line -> line.split(" ", -1)[0])
            .collect(Collectors.toSet());
    Set<String> fixed =
        description.program().command().stream()
            .filter(argument -> argument.startsWith("--"))
            .map(argument -> argument.substring(2).split("=", 2)[0])
            .collect(Collectors.toSet());
    assertThat(known)
        .containsAll(description.program().args().keySet())
        .containsAll(description.program().secretArgs())
        .containsAll(fixed);
  }

  @ParameterizedTest
  @MethodSource("components")
  void aFlagOfTheRealProgramHasNoValue(String component) throws IOException {
    Component description = describe(component);
    Path file = OPTIONS.resolve(description.program().command().getFirst() + ".txt");
    Set<String> flags =
        Files.exists(file)
            ? Files.readAllLines(file).stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields[1].equals("flag"))
                .map(fields -> fields[0])
                .collect(Collectors.toSet())
            : Set.of();
    description
        .program()
        .args()
        .forEach((name, value) ->
            assertThat(value.unwrapped() instanceof Boolean)
                .as("%s of %s is a flag", name, component)
                .isEqualTo(flags.contains(name)));
  }

  @ParameterizedTest
  @MethodSource("components")
  void anOptionThatRefersToASecretIsASecretOption(String component) {
    Settings settings = settings(component);
    Component description = describe(component);
    description
        .program()
        .args()
        .forEach((name, value) -> {
          boolean secret =
              settings.resolve(String.valueOf(value.unwrapped()), component).holdsSecret();
          if (secret) {
            assertThat(description.program().secretArgs()).contains(name);
          }
        });
  }

  private Component describe(String component) {
    String[] names = component.split(" ", -1);
    return Catalog.of(settings(component)).component(names[1], names[2]);
  }

  static List<String> lines() {
    return BUNDLED.releaseLines();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everySettingOfAServiceIsUsed(String line) throws IOException {
    Set<String> used = new TreeSet<>();
    Config catalog = BUNDLED.releaseLine(line);
    collect(catalog.root().render(), used);
    try (Stream<Path> files = Files.walk(TestPlan.TEMPLATES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        collect(Files.readString(file), used);
      }
    }
    List<String> unused =
        catalog.getConfig("settings").entrySet().stream()
            .map(entry -> entry.getKey())
            .filter(name -> !used.contains(name.replace('-', '_')))
            .filter(name -> !used.contains("secret." + name.replace('-', '_')))
            .filter(name -> !isSelector(catalog, name))
            .sorted()
            .toList();
    assertThat(unused).isEmpty();
  }

  private static boolean isSelector(Config catalog, String setting) {
    return catalog.getObject("choices").values().stream()
        .anyMatch(choice ->
            choice.render().contains("\"by\":\"" + setting + "\"")
                || choice.render().contains("\"by\" : \"" + setting + "\""));
  }

  private static void collect(String text, Set<String> names) {
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyReferenceInTheCatalogCanBeResolved(String line) {
    Config catalog = BUNDLED.releaseLine(line);
    Set<String> references = new TreeSet<>();
    collect(catalog.root().render(), references);
    Settings settings = settings(line + " worker database");
    Set<String> known = new TreeSet<>(Set.of("host.name", "host.ordinal", Component.File.FILE));
    known.addAll(settings.names());
    known.addAll(catalog.getObject("choices").keySet());
    List<String> unknown =
        references.stream()
            .map(name -> name.replace('_', '-'))
            .filter(name -> !known.contains(name))
            .filter(name -> !known.contains(URL_PART.matcher(name).replaceAll("url")))
            .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  void noJavaCodeMentionsAService() throws IOException {
    Pattern service =
        Pattern.compile(
            "\"[^\"\n]*(mysqlProxy|mysql-proxy|qserv-czar|qserv-replica|xrdssi|libXrdSsi|cmsd"
                + "|25081|25082|25004|4040|4048|2131)[^\"\n]*\"");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        assertThat(service.matcher(Files.readString(file)).results().map(hit -> hit.group()))
            .as("services named in %s", file)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aSettingIsDescribedInExactlyOneFile(String line) {
    Config common = BUNDLED.text(BundledFiles.commonCatalog()).getConfig("settings");
    Config own =
        ConfigFactory.parseResources(
                BundledFiles.catalog(line), ConfigParseOptions.defaults().setIncluder(NOTHING))
            .getConfig("settings");
    assertDescription(common.root(), "common");
    described(own.root())
        .forEach((name, comments) ->
            assertThat(comments.isEmpty())
                .as("description of %s in line %s", name, line)
                .isEqualTo(common.hasPathOrNull(name)));
  }

  @Test
  void everySettingOfTheLauncherIsDescribed() {
    assertDescription(
        BUNDLED.text(BundledFiles.REFERENCE).withoutPath("types").root(), "reference");
  }

  private static Map<String, List<String>> described(ConfigObject object) {
    Map<String, List<String>> comments = new TreeMap<>();
    object.forEach((name, value) -> {
      if (value instanceof ConfigObject inner && !inner.isEmpty()) {
        described(inner).forEach((key, lines) -> comments.put(name + "." + key, lines));
      } else {
        comments.put(name, value.origin().comments());
      }
    });
    return comments;
  }

  private static void assertDescription(ConfigObject object, String where) {
    object.forEach((name, value) -> {
      if (value instanceof ConfigObject inner && !inner.isEmpty()) {
        assertDescription(inner, where + " " + name);
      } else {
        assertThat(value.origin().comments()).as("description of %s %s", where, name).isNotEmpty();
      }
    });
  }

  /** Ignores includes. */
  private static final ConfigIncluder NOTHING =
      new ConfigIncluder() {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
          return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
          return ConfigFactory.empty().root();
        }
      };
}
