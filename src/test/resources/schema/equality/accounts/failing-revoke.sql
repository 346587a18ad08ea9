-- expect: fails 1141
-- may-ask
CREATE USER u;
REVOKE SELECT ON nowhere.* FROM u;
