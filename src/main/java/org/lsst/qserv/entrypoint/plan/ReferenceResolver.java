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

/**
 * Resolves the references to settings in a component's description, and returns the settings that
 * override parts of it.
 */
final class ReferenceResolver {
  private final Settings settings;
  private final Component component;

  ReferenceResolver(Settings settings, Component component) {
    this.settings = settings;
    this.component = component;
  }

  /** Returns the role and the name of the component, for messages. */
  String name() {
    return component.role() + " " + component.name();
  }

  RedactedText resolveRedacted(String text) {
    return settings.resolve(text, name());
  }

  String resolve(String text) {
    return resolveRedacted(text).value();
  }

  Path path(String text) {
    return Path.of(resolve(text));
  }

  /** Resolves a text; empty if it is a single reference to an unset setting. */
  RedactedText resolveIfSet(String text) {
    return settings.resolveIfSet(text, name()).orElse(RedactedText.plain(""));
  }

  List<String> resolveAll(List<String> elements) {
    return expand(elements).stream().map(RedactedText::value).toList();
  }

  /** Resolves a list; a reference to a list is replaced by the elements of that list. */
  List<RedactedText> expand(List<String> elements) {
    List<RedactedText> expanded = new ArrayList<>();
    for (String element : elements) {
      Optional<Object> value = Substitution.onlyName(element).flatMap(settings::variable);
      if (value.isPresent() && value.get() instanceof List<?> list) {
        list.forEach(member -> expanded.add(settings.text(member)));
      } else {
        expanded.add(resolveRedacted(element));
      }
    }
    return expanded;
  }

  /** Returns the settings that apply only to this component, {@code components.NAME}. */
  @SuppressWarnings("unchecked") // the keys of a JSON or HOCON object are strings
  Map<String, Object> overrides() {
    Object value = settings.map("components").get(component.name());
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Returns an object in the settings of this component. */
  @SuppressWarnings("unchecked") // as above
  Map<String, Object> overrides(String part) {
    Object value = overrides().get(part);
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
