SELECT 'a;b', "c;d", `e;f`;
SELECT 'it''s', "say ""x""", `a``b`;
SELECT 'it\'s;', "a\";", 'back\\', "back\\", `back\`;
SELECT 'over
two; lines
-- no comment
delimiter $$
', '/* none */', '# none';
SELECT '', "", ';' ';';
SELECT 'é;ß', '日本;';
SELECT größe FROM `tàble`;
