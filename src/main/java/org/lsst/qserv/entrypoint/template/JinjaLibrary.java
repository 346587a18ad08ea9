// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.List;
import java.util.stream.Stream;

/** The functions, filters and tags that replace or supplement those of the engine. */
final class JinjaLibrary {
  private JinjaLibrary() {}

  /** Registers the functions, filters and tags in the engine's context. */
  static void register(Context context, TaintTracker taint) {
    context.registerFunction(
        new ELFunctionDefinition("", "range", RangeFunction.class, "range", Object[].class));
    context.registerTag(new CheckedForTag(taint::onIterate));
    Stream.of(NumberFilters.all(), ListFilters.all(), OrderFilters.all(), TextFilters.all())
        .flatMap(List::stream)
        .forEach(context::registerFilter);
    context.registerFilter(new DefaultFilter("default"));
    context.registerFilter(new DefaultFilter("d"));
    context.registerFilter(new FormatFilter());
    if (!taint.filters().isEmpty()) {
      context.registerTag(new CheckedMacroTag(taint::markSafe));
      context.registerTag(new UnavailableTag("cycle"));
      context.registerTag(new UnavailableTag("print"));
      taint.filters().forEach(context::registerFilter);
    }
  }
}
