package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The settings files in the jar. Reading them is the longest part of a launch, so it can begin in
 * the background while the command line is still looked at.
 */
public final class BundledFiles {
  static final String REFERENCE = "reference.conf";
  private static final String USUAL_LINE = "xrd";

  private final Map<String, FutureTask<Config>> files = new ConcurrentHashMap<>();

  /** Begins to read what a launch usually needs. */
  public void readAhead() {
    for (String name : new String[] {REFERENCE, catalogue(USUAL_LINE)}) {
      Thread.ofPlatform().daemon().name(name).start(task(name));
    }
  }

  Config reference() {
    return read(REFERENCE);
  }

  /** The catalogue of a release line, if the jar has it. */
  Optional<Config> releaseLine(String line) {
    String name = catalogue(line);
    return BundledFiles.class.getResource("/" + name) == null
        ? Optional.empty()
        : Optional.of(read(name));
  }

  private static String catalogue(String line) {
    return "catalogue/" + line + ".conf";
  }

  private FutureTask<Config> task(String name) {
    return files.computeIfAbsent(name, file -> new FutureTask<>(() -> parse(file)));
  }

  private Config read(String name) {
    FutureTask<Config> task = task(name);
    task.run(); // nothing, if it runs or ran already
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the jar's " + name + " is wrong", e);
    }
  }

  private static Config parse(String name) {
    InputStream stream = BundledFiles.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IllegalStateException("the jar lacks " + name);
    }
    return ConfigFactory.parseReader(
        new InputStreamReader(stream, StandardCharsets.UTF_8),
        ConfigParseOptions.defaults().setOriginDescription(name));
  }
}
