-- nothing but a comment
-- next script
;
-- next script
INSERT INTO observed VALUES ('third', 3);
