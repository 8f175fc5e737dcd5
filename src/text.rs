//! Small types parsed at the door.
