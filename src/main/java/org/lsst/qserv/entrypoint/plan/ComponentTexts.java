// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** The texts of a component's description with their references replaced. */
final class ComponentTexts {
  private final Settings settings;
  private final Component component;

  ComponentTexts(Settings settings, Component component) {
    this.settings = settings;
    this.component = component;
  }

  /** Role and name, for messages. */
  String name() {
    return component.role() + " " + component.name();
  }

  RedactedText masked(String text) {
    return settings.resolve(text, name());
  }

  String text(String text) {
    return masked(text).value();
  }

  Path path(String text) {
    return Path.of(text(text));
  }

  /** Empty if the text is one reference to a setting without a value. */
  RedactedText optional(String text) {
    return settings.resolveIfSet(text, name()).orElse(RedactedText.plain(""));
  }

  List<String> list(List<String> elements) {
    return words(elements).stream().map(RedactedText::value).toList();
  }

  /** A list; an element that refers to a list becomes its elements. */
  List<RedactedText> words(List<String> elements) {
    List<RedactedText> words = new ArrayList<>();
    for (String element : elements) {
      Optional<Object> value = Substitution.onlyName(element).flatMap(settings::variable);
      if (value.isPresent() && value.get() instanceof List<?> list) {
        list.forEach(member -> words.add(settings.text(member)));
      } else {
        words.add(masked(element));
      }
    }
    return words;
  }

  /** What a person set for this component alone: {@code components.NAME}. */
  @SuppressWarnings("unchecked") // an object of JSON or HOCON has texts for names
  Map<String, Object> own() {
    Object value = settings.map("components").get(component.name());
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** An object in it. */
  @SuppressWarnings("unchecked") // as above
  Map<String, Object> own(String part) {
    Object value = own().get(part);
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
