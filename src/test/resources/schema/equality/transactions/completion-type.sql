-- expect: refused completion_type
SET completion_type = 'RELEASE';
START TRANSACTION;
COMMIT;
