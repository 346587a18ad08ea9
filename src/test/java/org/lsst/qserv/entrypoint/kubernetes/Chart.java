// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered by Helm. */
public final class Chart {
  static final Path DIRECTORY = Path.of("kubernetes/chart");

  /** The documented values files. */
  public static final Path VALUES = Path.of("kubernetes/values");

  static final Path GENERATED_SECRETS = VALUES.resolve("generated-secrets.yaml");

  private static final Map<Path, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /**
   * Returns the documented values files, except for the one that creates Secrets: its passwords are
   * random, and it needs a cluster ({@link GeneratedSecretsTest}).
   */
  static List<Path> valuesFiles() {
    try (Stream<Path> files = Files.list(VALUES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !file.equals(GENERATED_SECRETS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the objects of a documented values file, such as {@code http}, which are cached. */
  public static Manifests rendered(String values) {
    return rendered(VALUES.resolve(values + ".yaml"));
  }

  public static Manifests rendered(Path values) {
    return RENDERED.computeIfAbsent(values, file -> Manifests.of(render(file, Map.of())));
  }

  /** Returns the objects of a documented values file with changed values. */
  public static Manifests rendered(String values, Map<String, ?> changes) {
    return Manifests.of(render(VALUES.resolve(values + ".yaml"), changes));
  }

  /**
   * Returns the rendered text.
   *
   * @param changes values as of {@code helm --set}
   */
  public static String render(Path values, Map<String, ?> changes) {
    TemplateCommand command =
        new Helm(DIRECTORY)
            .template()
            .withName("qserv-dr2")
            .withNamespace("dr2")
            .withValuesFile(values.toAbsolutePath());
    new TreeMap<>(changes).forEach(command::set);
    return command.call();
  }

  /** Returns what {@code helm install} would print: the hooks, the objects, and the notes. */
  static String install(Path values, Map<String, ?> changes) {
    InstallCommand command =
        new Helm(DIRECTORY)
            .install()
            .clientOnly()
            .dryRun()
            .debug()
            .withName("qserv-dr2")
            .withNamespace("dr2")
            .withValuesFile(values.toAbsolutePath());
    new TreeMap<>(changes).forEach(command::set);
    return command.call().getOutput();
  }

  static LintResult lint() {
    return new Helm(DIRECTORY).lint().strict().call();
  }
}
