-- may-ask
SET rand_seed1 = 12345, rand_seed2 = 67890;
INSERT INTO observed VALUES ('first', RAND()), ('second', RAND());
INSERT INTO observed VALUES ('third', RAND()), ('seeded', RAND(5));
