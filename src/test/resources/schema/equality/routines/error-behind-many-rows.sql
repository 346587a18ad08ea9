-- expect: fails enough
DELIMITER //
CREATE PROCEDURE many() BEGIN
  SELECT seq FROM seq_1_to_2000;
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'enough';
END//
DELIMITER ;
CALL many();
