-- expect: fails 1141
CREATE USER u;
REVOKE SELECT ON nowhere.* FROM u;
