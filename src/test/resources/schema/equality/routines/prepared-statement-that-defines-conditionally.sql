-- may-ask
SET @exists = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'observed' AND COLUMN_NAME = 'extra');
SET @s = IF(@exists = 0, 'ALTER TABLE observed ADD COLUMN extra INT DEFAULT 1', 'SELECT 1');
PREPARE stmt FROM @s;
EXECUTE stmt;
DEALLOCATE PREPARE stmt;
