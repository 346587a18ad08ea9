-- expect: refused RELEASE_ALL_LOCKS
INSERT INTO observed SELECT 'a', release_all_locks ();
