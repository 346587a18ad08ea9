-- expect: refused command
\! echo x
INSERT INTO observed VALUES ('a', 1);
