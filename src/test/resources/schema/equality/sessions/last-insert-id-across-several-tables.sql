CREATE TABLE author (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9));
CREATE TABLE book (id INT AUTO_INCREMENT PRIMARY KEY, author INT, title VARCHAR(9), FOREIGN KEY (author) REFERENCES author (id));
INSERT INTO author (name) VALUES ('A');
SET @a = LAST_INSERT_ID();
INSERT INTO book (author, title) VALUES (@a, 'a1'), (@a, 'a2');
INSERT INTO author (name) VALUES ('B');
INSERT INTO book (author, title) SELECT LAST_INSERT_ID(), 'b1';
INSERT INTO observed SELECT title, name FROM book JOIN author ON author.id = book.author;
