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
  /** What differs from Python only for the sake of the engine's older users, off. */
  private static final LegacyOverrides AS_PYTHON =
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

  /** In characters. With the launcher's heap of 64 MB, larger texts end in an OutOfMemoryError. */
  static final long MOST_OUTPUT =
      Math.clamp(Runtime.getRuntime().maxMemory() / 8, 1L << 20, 64L << 20);

  private EngineConfig() {}

  /**
   * Returns the configuration for one rendering.
   *
   * @param everyBranch whether branches that are not taken are checked, too
   */
  static JinjavaConfig of(Rendering rendering, boolean everyBranch) {
    return JinjavaConfig.newBuilder()
        .withLegacyOverrides(AS_PYTHON)
        // a value is a value: braces in a password are not for the engine
        .withNestedInterpretationEnabled(false)
        .withKeepTrailingNewline(true) // one is dropped here, as from what is included
        .withEnableRecursiveMacroCalls(true)
        .withMaxMacroRecursionDepth(100)
        .withMaxOutputSize(MOST_OUTPUT)
        .withValidationMode(everyBranch)
        .withProcessors(
            JinjavaProcessors.newBuilder()
                .withNodePreProcessor((node, _) -> rendering.enter(node))
                .withNodePostProcessor((_, _) -> rendering.leave())
                .build())
        .withInterperterFactory(new Strict(rendering))
        .build();
  }

  /** Makes the interpreters of templates that are imported. */
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
