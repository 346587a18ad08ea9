-- expect: refused distributed transaction
DELIMITER //
CREATE PROCEDURE p() BEGIN XA BEGIN 'x'; XA END 'x'; XA ROLLBACK 'x'; END//
DELIMITER ;
CALL p();
