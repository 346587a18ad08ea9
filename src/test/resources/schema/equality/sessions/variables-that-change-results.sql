SET sql_mode = '', SESSION group_concat_max_len = 5, div_precision_increment = 2, sql_select_limit = 2, max_sort_length = 64, default_week_format = 3;
INSERT INTO observed SELECT 'concat', GROUP_CONCAT(seq) FROM seq_1_to_9;
INSERT INTO observed VALUES ('division', 1 / 3), ('week', WEEK('2024-01-01'));
INSERT INTO observed SELECT CONCAT('limited ', seq), seq FROM seq_1_to_9;
SET sql_select_limit = DEFAULT, SESSION group_concat_max_len = DEFAULT;
INSERT INTO observed SELECT 'concat again', GROUP_CONCAT(seq) FROM seq_1_to_9;
