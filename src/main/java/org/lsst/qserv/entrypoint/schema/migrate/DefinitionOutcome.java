package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Map;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;

/** What became of a definition change that was interrupted. */
enum DefinitionOutcome {
  /** It had not begun, or was taken back. */
  NOT_DONE,
  DONE,
  /** A DROP of several things, of which some are gone: it is run again with IF EXISTS. */
  HALF_DROPPED,
  /** Only a person can tell. */
  UNCLEAR;

  /**
   * Compares what the step names with what it looked like before.
   *
   * @param before the fingerprints before it, by name
   * @param now those of now
   */
  static DefinitionOutcome of(
      Map<String, ObjectEffect> things, Map<String, String> before, Map<String, String> now) {
    if (before.isEmpty()) {
      return NOT_DONE; // it names nothing, which means that it may run twice
    }
    if (!before.keySet().equals(now.keySet())) {
      return UNCLEAR;
    }
    if (now.containsValue(Fingerprints.UNKNOWN)) {
      return UNCLEAR;
    }
    if (before.equals(now)) {
      return NOT_DONE;
    }
    int arrived = 0;
    int unchanged = 0;
    boolean onlyDrops = true;
    for (Map.Entry<String, ObjectEffect> thing : things.entrySet()) {
      String was = before.get(thing.getKey());
      String is = now.get(thing.getKey());
      Effect effect = thing.getValue().effect();
      onlyDrops &= effect == Effect.DROPPED;
      if (String.valueOf(is).equals(was)) {
        unchanged++;
      } else if (isThere(effect) != String.valueOf(is).equals(Fingerprints.ABSENT)) {
        arrived++;
      } else if (effect == Effect.CREATED_OR_REPLACED && things.size() == 1) {
        return NOT_DONE; // the old one is gone, the new one is not there yet
      } else {
        return UNCLEAR;
      }
    }
    if (arrived == things.size()) {
      return DONE;
    }
    boolean halfDropped = onlyDrops && arrived + unchanged == things.size();
    return halfDropped ? HALF_DROPPED : UNCLEAR;
  }

  /** Whether the statement leads to the thing being there. */
  private static boolean isThere(Effect effect) {
    return switch (effect) {
      case CREATED, CREATED_OR_REPLACED, ALTERED, RENAMED_TO -> true;
      case DROPPED, RENAMED_FROM -> false;
    };
  }
}
