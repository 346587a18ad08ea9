// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.Config;
import java.util.Map;

/**
 * Facts of an image from its labels, from the entry of its release in the table, and from the
 * release line, in this order of precedence. A fact has the same path in all three.
 *
 * @param labels the labels of the base image
 * @param release the tag of the release
 * @param entry the facts of the release in the table; empty if it is not in the table
 * @param line the facts of the release line
 */
record ReleaseFacts(
    Map<String, String> labels, ImageFact<String> release, Config entry, Config line) {
  private static final String LABEL_PREFIX = "org.lsst.qserv.";

  /** Returns these facts, completed by those of a release line. */
  ReleaseFacts withLine(Config facts) {
    return new ReleaseFacts(labels, release, entry, facts);
  }

  /** Returns whether a label states a fact, whatever its value is. */
  boolean hasLabel(String path) {
    return labels.containsKey(LABEL_PREFIX + path);
  }

  /** Returns a fact, such as {@code protocols.replication}. */
  ImageFact<String> text(String path) {
    String label = LABEL_PREFIX + path;
    if (labels.containsKey(label)) {
      return ImageFact.known(labels.getOrDefault(label, ""), "label " + label);
    }
    if (entry.hasPath(path)) {
      return ImageFact.known(entry.getString(path), "table of releases: " + release.text());
    }
    if (line.hasPath(path)) {
      return ImageFact.known(line.getString(path), "every release of the release line");
    }
    return ImageFact.unknown(
        "no label "
            + label
            + ", and "
            + (release.isKnown()
                ? "not in the table for release " + release.text()
                : "the release is unknown"));
  }

  /** Returns a fact that is a version of MariaDB; an invalid one is unknown. */
  ImageFact<String> serverVersion(String path) {
    ImageFact<String> text = text(path);
    return text.value().filter(version -> ServerSeries.of(version).isEmpty()).isPresent()
        ? ImageFact.unknown(text.source() + " is not a version: '" + text.text() + "'")
        : text;
  }

  /** Returns a fact that is a number, such as {@code rest.version}. */
  ImageFact<Integer> number(String path) {
    ImageFact<String> text = text(path);
    if (!text.isKnown()) {
      return ImageFact.unknown(text.source());
    }
    String value = text.text();
    return value.matches("\\d{1,9}")
        ? ImageFact.known(Integer.valueOf(value), text.source())
        : ImageFact.unknown(text.source() + " is not a number: '" + value + "'");
  }
}
