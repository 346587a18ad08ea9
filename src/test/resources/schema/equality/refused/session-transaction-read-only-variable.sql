-- expect: refused READ_ONLY
SET SESSION tx_read_only = 1;
SELECT 1;
