INSERT INTO observed VALUES ('user', USER()), ('current', CURRENT_USER), ('system', SYSTEM_USER()), ('schema', SCHEMA()),
  ('mine', (SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID())), ('date', CURDATE() > '2020-01-01'),
  ('sleep', SLEEP(0)), ('charset', CHARSET(USER())), ('bench', BENCHMARK(1, 1));
