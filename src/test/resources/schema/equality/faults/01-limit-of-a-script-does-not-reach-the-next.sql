SET max_statement_time = 0.1;
-- next script
INSERT INTO observed SELECT 'slept', SLEEP(0.3);
