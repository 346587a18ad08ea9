-- expect: refused read-only
SET SESSION tx_read_only = 1;
SELECT 1;
