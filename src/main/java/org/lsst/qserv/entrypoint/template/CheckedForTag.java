// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.TagNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code for} tag, which iterates over the same types as Python. The engine's own tag runs once
 * for a string or a number.
 */
final class CheckedForTag extends ForTag {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<String> texts;

  /**
   * Creates the tag.
   *
   * @param texts receives each string whose characters are iterated over
   */
  CheckedForTag(Consumer<String> texts) {
    this.texts = texts;
  }

  @Override
  public String renderForCollection(
      TagNode tag,
      JinjavaInterpreter interpreter,
      List<String> names,
      @Nullable Object collection) {
    if (collection instanceof Number || collection instanceof Boolean) {
      throw new TemplateException("for expects a list");
    }
    if (collection instanceof String text) {
      texts.accept(text);
    }
    return super.renderForCollection(
        tag,
        interpreter,
        names,
        collection instanceof String text ? ListFilters.iterable(text).orElseThrow() : collection);
  }
}
