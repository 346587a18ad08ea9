// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** The facts of Qserv's releases that their images do not contain, from a file in the jar. */
public final class ReleaseTable {
  private static final String FILE = "compatibility/releases.conf";
  private static final String RELEASES = "releases";

  private final Config file;

  /** Reads the table in the jar. */
  public ReleaseTable(BundledFiles bundled) {
    this.file = bundled.text(FILE);
  }

  /** Returns the tags of the releases, sorted. */
  public SortedSet<String> releases() {
    return new TreeSet<>(file.getObject(RELEASES).keySet());
  }

  /** Returns the names of the protocols between services. */
  public List<String> protocols() {
    return file.getStringList("protocols");
  }

  /** Returns the facts that the labels of an image determine. */
  ReleaseFacts ofLabels(Map<String, String> labels) {
    ImageFact<String> release = release(labels);
    return new ReleaseFacts(
        labels,
        release,
        release.value().map(tag -> entry(RELEASES, tag)).orElse(ConfigFactory.empty()),
        ConfigFactory.empty());
  }

  /**
   * Only the first label that exists counts: an image with a label of its own still inherits those
   * of its base, which are those of another release.
   */
  private ImageFact<String> release(Map<String, String> labels) {
    List<String> names = file.getStringList("release-labels");
    for (String name : names) {
      String value = labels.get(name);
      if (value != null) {
        return value.matches(file.getString("release-pattern"))
            ? ImageFact.known(value, "label " + name)
            : ImageFact.unknown("label " + name + " is not the tag of a release: '" + value + "'");
      }
    }
    return ImageFact.unknown("the base image has no label " + String.join(" or ", names));
  }

  /**
   * Returns the facts of a release in the table.
   *
   * @throws Failure with exit code 64 if it is not in the table
   */
  ReleaseFacts ofRelease(String tag) {
    if (!releases().contains(tag)) {
      throw new Failure(
          ExitCode.USAGE,
          "unknown release '" + tag + "' (known: " + String.join(", ", releases()) + ")",
          Suggestion.nearest(tag, releases())
              .map(near -> "did you mean " + near + "?")
              .orElse("run 'entrypoint compatibility describe' in the image of that release"));
    }
    return new ReleaseFacts(
        Map.of(), ImageFact.known(tag, "--release"), entry(RELEASES, tag), ConfigFactory.empty());
  }

  /** Returns the facts that hold for each release of a release line. */
  Config ofLine(String line) {
    return entry("lines", line);
  }

  private Config entry(String part, String name) {
    String path = ConfigUtil.joinPath(part, name);
    return file.hasPath(path) ? file.getConfig(path) : ConfigFactory.empty();
  }
}
