// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The arguments of a filter, by parameter name. */
final class FilterArguments {
  private final String filter;
  private final Map<String, @Nullable Object> values;
  private final BiFunction<Object, String, @Nullable Object> attributes;

  private FilterArguments(
      String filter,
      Map<String, @Nullable Object> values,
      BiFunction<Object, String, @Nullable Object> attributes) {
    this.filter = filter;
    this.values = values;
    this.attributes = attributes;
  }

  /**
   * Binds arguments to parameters.
   *
   * @param attributes returns the attribute of an object by its name
   * @throws TemplateException if there are too many arguments, or one has an unknown name
   */
  static FilterArguments bind(
      String filter,
      List<String> parameters,
      @Nullable Object[] positional,
      Map<String, Object> named,
      BiFunction<Object, String, @Nullable Object> attributes) {
    if (positional.length > parameters.size()) {
      throw new TemplateException(
          filter
              + " expects at most "
              + parameters.size()
              + " arguments, got "
              + positional.length);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.length; i++) {
      values.put(parameters.get(i), positional[i]);
    }
    named.forEach((name, value) -> {
      if (!parameters.contains(name) || values.containsKey(name)) {
        throw new TemplateException(
            filter + " has no parameter '" + name + "', or it is specified twice");
      }
      values.put(name, value);
    });
    return new FilterArguments(filter, values, attributes);
  }

  Optional<Object> get(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** Returns an argument as a string, or the default if it is missing. */
  String text(String parameter, String defaultValue) {
    return get(parameter).map(PythonText::of).orElse(defaultValue);
  }

  int integer(String parameter, int defaultValue) {
    return get(parameter).map(value -> integer(parameter, value)).orElse(defaultValue);
  }

  /** Returns a required argument. */
  int integer(String parameter) {
    return get(parameter)
        .map(value -> integer(parameter, value))
        .orElseThrow(() -> error("requires the argument '" + parameter + "'"));
  }

  private int integer(String parameter, Object value) {
    return PythonNumber.integer(value)
        .filter(number -> number.bitLength() < Integer.SIZE)
        .orElseThrow(() -> error("expects an integer for '" + parameter + "'"))
        .intValue();
  }

  /** Returns the requested attribute of an object, or the object itself if none is requested. */
  Object attribute(Object object) {
    Optional<Object> name = get("attribute");
    if (name.isEmpty()) {
      return object;
    }
    Object value = attributes.apply(object, PythonText.of(name.get()));
    if (value == null) {
      throw error("found no such attribute");
    }
    return value;
  }

  TemplateException error(String what) {
    return new TemplateException(filter + " " + what);
  }
}
