// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the strings in a value of a template. */
final class NestedText {
  private NestedText() {}

  /** Passes each string in the value to the consumer, including list elements, keys and values. */
  static void forEach(@Nullable Object value, Consumer<String> consumer) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.entrySet().forEach(entry -> forEach(entry, consumer));
      case Map.Entry<?, ?> entry -> {
        forEach(entry.getKey(), consumer);
        forEach(entry.getValue(), consumer);
      }
      case Collection<?> list -> list.forEach(element -> forEach(element, consumer));
      case Number _, Boolean _ -> {}
      default -> consumer.accept(value.toString());
    }
  }
}
