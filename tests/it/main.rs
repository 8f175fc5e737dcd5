mod files_worker;
mod mail_smtp;
