// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;

/** Configures the engine so that it renders as Jinja2 does. */
final class EngineConfig {
  /** Disables behavior of older engine versions that differs from Python. */
  private static final LegacyOverrides PYTHON_BEHAVIOR =
      LegacyOverrides.newBuilder()
          .withEvaluateMapKeys(true)
          .withIterateOverMapKeys(true)
          .withUsePyishObjectMapper(true)
          .withUseSnakeCasePropertyNaming(true)
          .withUseNaturalOperatorPrecedence(true)
          .withParseWhitespaceControlStrictly(true)
          .withAllowAdjacentTextNodes(true)
          .withUseTrimmingForNotesAndExpressions(true)
          .withKeepNullableLoopValues(true)
          .withHandleBackslashInQuotesOnly(true)
          .build();

  /** In characters. With the launcher's heap of 64 MB, larger output causes OutOfMemoryError. */
  static final long MAX_OUTPUT =
      Math.clamp(Runtime.getRuntime().maxMemory() / 8, 1L << 20, 64L << 20);

  private EngineConfig() {}

  /**
   * Returns the configuration for one rendering.
   *
   * @param everyBranch whether to also check branches that are not taken
   */
  static JinjavaConfig of(Rendering rendering, boolean everyBranch) {
    return JinjavaConfig.newBuilder()
        .withLegacyOverrides(PYTHON_BEHAVIOR)
        // values are literal: the engine must not interpret braces in a password
        .withNestedInterpretationEnabled(false)
        .withKeepTrailingNewline(true) // removed by withoutLastNewline, as in included templates
        .withEnableRecursiveMacroCalls(true)
        .withMaxMacroRecursionDepth(100)
        .withMaxOutputSize(MAX_OUTPUT)
        .withValidationMode(everyBranch)
        .withProcessors(
            JinjavaProcessors.newBuilder()
                .withNodePreProcessor((node, _) -> rendering.enter(node))
                .withNodePostProcessor((_, _) -> rendering.leave())
                .build())
        .withInterperterFactory(new Strict(rendering))
        .build();
  }

  /** Creates the interpreters of imported templates. */
  private record Strict(Rendering rendering) implements InterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter importing) {
      return new StrictInterpreter(importing, rendering);
    }

    @Override
    public JinjavaInterpreter newInstance(Jinjava engine, Context context, JinjavaConfig config) {
      return new StrictInterpreter(engine, context, config, rendering);
    }
  }
}
