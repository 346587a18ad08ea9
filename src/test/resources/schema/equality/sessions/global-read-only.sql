SET GLOBAL read_only = 1;
INSERT INTO observed VALUES ('read only', @@read_only);
