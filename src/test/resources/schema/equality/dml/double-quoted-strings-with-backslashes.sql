-- not-on: ansi-quotes, no-backslash-escapes
INSERT INTO observed VALUES ("a\"b", "\'; --"), ("\\", "\\\"");
