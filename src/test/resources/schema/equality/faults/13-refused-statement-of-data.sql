INSERT INTO nowhere VALUES (1);
-- corrected script
CREATE TABLE nowhere (a INT);
INSERT INTO nowhere VALUES (1);
