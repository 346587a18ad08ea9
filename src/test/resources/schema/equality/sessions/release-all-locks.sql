-- expect: refused RELEASE_ALL_LOCKS
DO RELEASE_ALL_LOCKS();
INSERT INTO observed VALUES ('a', 1);
