// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters for lists and other iterables. */
final class ListFilters {
  private ListFilters() {}

  static List<PythonFilter> all() {
    return List.of(
        new PythonFilter("batch", List.of("linecount", "fill_with"), ListFilters::batch),
        new PythonFilter("slice", List.of("slices", "fill_with"), ListFilters::slice),
        new PythonFilter("join", List.of("d", "attribute"), ListFilters::join),
        new PythonFilter("list", List.of(), ListFilters::elements),
        new PythonFilter("reverse", List.of(), ListFilters::reverse),
        new PythonFilter("first", List.of(), (value, arguments) -> at(value, arguments, true)),
        new PythonFilter("last", List.of(), (value, arguments) -> at(value, arguments, false)),
        new PythonFilter("length", List.of(), ListFilters::length),
        new PythonFilter("count", List.of(), ListFilters::length));
  }

  /**
   * Returns the elements that Python iterates over: list elements, map keys, characters of a
   * string.
   *
   * @throws TemplateException if the value cannot be iterated over
   */
  static List<Object> elements(Object value, FilterArguments arguments) {
    return iterable(value).orElseThrow(() -> arguments.error("expects a list"));
  }

  /** Returns the elements that Python iterates over; empty if the value is not iterable. */
  static Optional<List<Object>> iterable(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new ArrayList<>(map.keySet()));
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return Optional.of(Arrays.asList(entry.getKey(), entry.getValue()));
    }
    if (value instanceof Collection<?> list) {
      return Optional.of(new ArrayList<>(list));
    }
    return value instanceof String text
        ? Optional.of(
            text.codePoints().<Object>mapToObj(Character::toString).collect(Collectors.toList()))
        : Optional.empty();
  }

  private static Object batch(Object value, FilterArguments arguments) {
    int size = arguments.integer("linecount");
    if (size < 1) {
      throw arguments.error("expects at least 1 for 'linecount'");
    }
    List<Object> all = elements(value, arguments);
    List<List<@Nullable Object>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(new ArrayList<>(all.subList(from, Math.min(from + size, all.size()))));
    }
    if (!batches.isEmpty() && arguments.get("fill_with").isPresent()) {
      List<@Nullable Object> rest = batches.getLast();
      rest.addAll(Collections.nCopies(size - rest.size(), arguments.get("fill_with").get()));
    }
    return batches;
  }

  private static Object slice(Object value, FilterArguments arguments) {
    int slices = arguments.integer("slices");
    if (slices < 1) {
      throw arguments.error("expects at least 1 for 'slices'");
    }
    List<Object> all = elements(value, arguments);
    int longer = all.size() % slices;
    List<List<Object>> result = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int to = from + all.size() / slices + (i < longer ? 1 : 0);
      List<Object> part = new ArrayList<>(all.subList(from, to));
      if (i >= longer && arguments.get("fill_with").isPresent()) {
        part.add(arguments.get("fill_with").get());
      }
      result.add(part);
      from = to;
    }
    return result;
  }

  private static Object join(Object value, FilterArguments arguments) {
    return elements(value, arguments).stream()
        .map(element -> element == null ? null : arguments.attribute(element))
        .map(PythonText::of)
        .collect(Collectors.joining(arguments.text("d", "")));
  }

  private static Object reverse(Object value, FilterArguments arguments) {
    if (value instanceof String text) {
      return new StringBuilder(text).reverse().toString();
    }
    return elements(value, arguments).reversed();
  }

  private static @Nullable Object at(Object value, FilterArguments arguments, boolean first) {
    List<Object> all = elements(value, arguments);
    return all.isEmpty() ? null : first ? all.getFirst() : all.getLast();
  }

  private static Object length(Object value, FilterArguments arguments) {
    return elements(value, arguments).size();
  }
}
