// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import org.jspecify.annotations.Nullable;

/**
 * A tag of the engine that migration scripts must not use: it writes values to the output without
 * the taint tracker, and Jinja2 does not document it.
 *
 * @param name the name of the tag in templates
 */
record UnavailableTag(String name) implements Tag {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public @Nullable String getEndTagName() {
    return null;
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    throw new TemplateException("the tag '" + name + "' is not available in migration scripts");
  }
}
