-- A matter that was filed twice: its reporter follows the ticket it was joined with, by their own one.
alter table watcher add column own_ticket_id bigint references ticket;
