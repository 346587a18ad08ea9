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
  static void register(Context context, OutputGuard guard) {
    context.registerFunction(
        new ELFunctionDefinition("", "range", RangeFunction.class, "range", Object[].class));
    context.registerTag(new CheckedForTag(guard::iterate));
    Stream.of(NumberFilters.all(), ListFilters.all(), OrderFilters.all(), TextFilters.all())
        .flatMap(List::stream)
        .forEach(context::registerFilter);
    context.registerFilter(new DefaultFilter("default"));
    context.registerFilter(new DefaultFilter("d"));
    context.registerFilter(new FormatFilter());
    if (!guard.filters().isEmpty()) {
      context.registerTag(new CheckedMacroTag(guard::trust));
      context.registerTag(new UnavailableTag("cycle"));
      context.registerTag(new UnavailableTag("print"));
      guard.filters().forEach(context::registerFilter);
    }
  }
}
