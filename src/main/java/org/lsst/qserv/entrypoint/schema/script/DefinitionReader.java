package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;
import org.lsst.qserv.entrypoint.schema.script.Words.QualifiedName;

/** Reads what a definition change names. */
public final class DefinitionReader {
  private static final Map<String, ObjectType> TYPES =
      Map.ofEntries(
          entry("TABLE", ObjectType.TABLE),
          entry("TABLES", ObjectType.TABLE),
          entry("VIEW", ObjectType.VIEW),
          entry("PROCEDURE", ObjectType.PROCEDURE),
          entry("FUNCTION", ObjectType.FUNCTION),
          entry("TRIGGER", ObjectType.TRIGGER),
          entry("EVENT", ObjectType.EVENT),
          entry("SEQUENCE", ObjectType.SEQUENCE),
          entry("DATABASE", ObjectType.DATABASE),
          entry("SCHEMA", ObjectType.DATABASE),
          entry("USER", ObjectType.USER),
          entry("ROLE", ObjectType.OTHER),
          entry("SERVER", ObjectType.OTHER),
          entry("PACKAGE", ObjectType.OTHER),
          entry("INDEX", ObjectType.TABLE));

  /** After these ALTER DATABASE has no name. */
  private static final Set<String> OPTIONS_OF_A_DATABASE =
      Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT");

  /** Changes of a table that its definition does not show. */
  private static final Set<String> UNSEEN = Set.of("EXCHANGE", "DISCARD", "IMPORT");

  private static final Set<String> PARTS_OF_A_TABLE =
      Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT");

  private final Words words;
  private final List<ObjectEffect> effects = new ArrayList<>();

  DefinitionReader(Words words) {
    this.words = words;
  }

  Meaning read() {
    String verb = words.take().upper();
    return switch (verb) {
      case "CREATE" -> create();
      case "ALTER" -> alter();
      case "DROP" -> drop();
      case "RENAME" -> rename();
      case "TRUNCATE" -> truncate();
      case "OPTIMIZE", "ANALYZE", "REPAIR", "CHECK" -> maintain();
      default -> other(verb.equals("UNINSTALL") ? Effect.DROPPED : Effect.ALTERED);
    };
  }

  private Meaning create() {
    boolean replaces = words.take("OR", "REPLACE");
    if (words.take("TEMPORARY")) {
      boolean reads = words.contains("SELECT") || words.contains("LIKE");
      return Meaning.session(reads);
    }
    ObjectType type = takeType();
    boolean ofTable = words.peek(-1).is("INDEX");
    words.take("BODY"); // PACKAGE BODY
    boolean guarded = words.take("IF", "NOT", "EXISTS");
    if (ofTable) {
      return index(guarded);
    }
    Effect effect = replaces ? Effect.CREATED_OR_REPLACED : Effect.CREATED;
    if (type == ObjectType.USER) {
      accounts(effect, guarded);
    } else if (type == ObjectType.TRIGGER) {
      trigger(effect, guarded);
    } else if (type == ObjectType.FUNCTION && words.contains("SONAME")) {
      add(ObjectType.OTHER, words.takeName(), effect, guarded);
    } else {
      add(type, words.takeName(), effect, guarded);
    }
    return Meaning.definition(effects);
  }

  /** A trigger without a database is in that of its table. */
  private void trigger(Effect effect, boolean guarded) {
    QualifiedName trigger = words.takeName();
    String database = trigger.database();
    if (database.isEmpty() && words.skipTo(token -> token.is("ON"))) {
      words.take();
      database = words.takeName().database();
    }
    add(ObjectType.TRIGGER, new QualifiedName(database, trigger.name()), effect, guarded);
  }

  private Meaning index(boolean guarded) {
    if (words.skipTo(token -> token.is("ON"))) {
      words.take();
      add(ObjectType.TABLE, words.takeName(), Effect.ALTERED, guarded);
    }
    return Meaning.definition(effects);
  }

  private Meaning alter() {
    ObjectType type = takeType();
    boolean guarded = words.take("IF", "EXISTS");
    if (type == ObjectType.USER) {
      accounts(Effect.ALTERED, guarded);
      return Meaning.definition(effects);
    }
    boolean unnamed = type == ObjectType.DATABASE && words.peek().isOneOf(OPTIONS_OF_A_DATABASE);
    QualifiedName name = unnamed ? new QualifiedName("", "") : words.takeName();
    if (type == ObjectType.TABLE || type == ObjectType.EVENT || type == ObjectType.SEQUENCE) {
      clauses(type, name, guarded);
    } else {
      add(type, name, Effect.ALTERED, guarded);
    }
    return Meaning.definition(effects);
  }

  /** Looks for RENAME TO and for what leaves no trace in the definition. */
  private void clauses(ObjectType type, QualifiedName name, boolean guarded) {
    boolean renamed = false;
    boolean unseen = false;
    while (words.skipTo(token -> token.is("RENAME") || token.isOneOf(UNSEEN))) {
      unseen |= words.peek().isOneOf(UNSEEN);
      boolean rename = words.take().is("RENAME") && !words.peek().isOneOf(PARTS_OF_A_TABLE);
      if (rename && !renamed) {
        renamed = true;
        renamed(type, name, guarded);
      }
    }
    if (!renamed) {
      add(type, name, Effect.ALTERED, guarded);
    }
    if (unseen) {
      add(ObjectType.OTHER, name, Effect.ALTERED, guarded);
    }
  }

  private void renamed(ObjectType type, QualifiedName name, boolean guarded) {
    if (words.peek().isSign('=') || words.peek().is("TO") || words.peek().is("AS")) {
      words.take();
    }
    QualifiedName to = words.takeName();
    add(type, name, Effect.RENAMED_FROM, guarded);
    add(type, to, Effect.RENAMED_TO, guarded);
  }

  private Meaning drop() {
    if (words.take("PREPARE") || words.take("TEMPORARY")) {
      return Meaning.session(false);
    }
    ObjectType type = takeType();
    boolean ofTable = words.peek(-1).is("INDEX");
    words.take("BODY");
    boolean guarded = words.take("IF", "EXISTS");
    if (ofTable) {
      return index(guarded);
    }
    if (type == ObjectType.USER) {
      accounts(Effect.DROPPED, guarded);
      return Meaning.definition(effects);
    }
    do {
      add(type, words.takeName(), Effect.DROPPED, guarded);
    } while (words.skipToNextInList());
    return Meaning.definition(effects);
  }

  private Meaning rename() {
    ObjectType type = takeType();
    boolean guarded = words.take("IF", "EXISTS");
    do {
      add(type, takeNameOf(type), Effect.RENAMED_FROM, guarded);
      words.skipTo(token -> token.is("TO"));
      words.take();
      add(type, takeNameOf(type), Effect.RENAMED_TO, guarded);
    } while (words.skipToNextInList());
    return Meaning.definition(effects);
  }

  private QualifiedName takeNameOf(ObjectType type) {
    return type == ObjectType.USER ? new QualifiedName("", words.takeAccount()) : words.takeName();
  }

  private Meaning truncate() {
    words.take("TABLE");
    add(ObjectType.TABLE, words.takeName(), Effect.ALTERED, false);
    return Meaning.definition(effects);
  }

  /** They change no definition; that it is unchanged says that they may run again. */
  private Meaning maintain() {
    takeType();
    do {
      add(ObjectType.TABLE, words.takeName(), Effect.ALTERED, false);
    } while (words.skipToNextInList());
    return Meaning.definition(effects);
  }

  private Meaning other(Effect effect) {
    StringBuilder name = new StringBuilder();
    while (!words.isAtEnd() && words.peek().type() == Token.Type.WORD) {
      name.append(name.isEmpty() ? "" : " ").append(words.take().text());
    }
    add(ObjectType.OTHER, new QualifiedName("", name.toString()), effect, false);
    return Meaning.definition(effects);
  }

  private void accounts(Effect effect, boolean guarded) {
    do {
      add(ObjectType.USER, new QualifiedName("", words.takeAccount()), effect, guarded);
    } while (words.skipToNextInList());
  }

  /** Goes behind the word that says what it is: before it stand DEFINER, ALGORITHM, UNIQUE … */
  private ObjectType takeType() {
    if (!words.skipTo(token -> token.isOneOf(TYPES.keySet()))) {
      return ObjectType.OTHER;
    }
    return TYPES.getOrDefault(words.take().upper(), ObjectType.OTHER);
  }

  private void add(ObjectType type, QualifiedName name, Effect effect, boolean guarded) {
    effects.add(new ObjectEffect(type, name.database(), name.name(), effect, guarded));
  }
}
