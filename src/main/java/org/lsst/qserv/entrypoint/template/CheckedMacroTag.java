// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.MacroFunction;
import com.hubspot.jinjava.lib.tag.MacroTag;
import com.hubspot.jinjava.tree.TagNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The {@code macro} tag, whose macros report their output: each expression in it has been checked,
 * so the expression that calls the macro need not check it again.
 */
final class CheckedMacroTag extends MacroTag {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<String> results;

  CheckedMacroTag(Consumer<String> results) {
    this.results = results;
  }

  @Override
  @SuppressWarnings("NonApiType") // required by the engine
  protected MacroFunction constructMacroFunction(
      TagNode tag,
      JinjavaInterpreter interpreter,
      String name,
      LinkedHashMap<String, Object> defaults) {
    return new CheckedMacro(tag, name, defaults, interpreter);
  }

  private final class CheckedMacro extends MacroFunction {
    CheckedMacro(
        TagNode tag, String name, Map<String, Object> defaults, JinjavaInterpreter interpreter) {
      super(
          tag.getChildren(),
          name,
          new LinkedHashMap<>(defaults),
          false,
          interpreter.getContext(),
          interpreter.getLineNumber(),
          interpreter.getPosition());
    }

    private CheckedMacro(CheckedMacro source, String name) {
      super(source, name);
    }

    @Override
    public MacroFunction cloneWithNewName(String name) {
      return new CheckedMacro(this, name);
    }

    @Override
    public String getEvaluationResult(
        Map<String, Object> arguments,
        Map<String, Object> keywords,
        List<Object> more,
        JinjavaInterpreter interpreter) {
      String result = super.getEvaluationResult(arguments, keywords, more, interpreter);
      results.accept(result);
      return result;
    }
  }
}
