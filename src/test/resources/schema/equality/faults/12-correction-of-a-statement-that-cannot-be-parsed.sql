CRATE TABLE x (a INT);
-- corrected script
CREATE TABLE x (a INT);
INSERT INTO x VALUES (1);
