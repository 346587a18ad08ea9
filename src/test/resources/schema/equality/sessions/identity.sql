-- may-ask
INSERT INTO observed VALUES ('database', DATABASE()), ('user', CURRENT_USER()), ('role', CURRENT_ROLE()), ('session user', SESSION_USER()),
  ('charset', CHARSET('a')), ('collation', COLLATION('a')), ('coercibility', COERCIBILITY('a')), ('version', VERSION()),
  ('user variable', @never_set), ('last', LAST_INSERT_ID()), ('rows', ROW_COUNT());
