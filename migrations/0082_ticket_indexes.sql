-- What a person has open is read along ticket_queue_person. Beside an index of the same that also holds what is resolved, the planner
-- took both together with the whole queue, which cost more the more was open.
drop index ticket_open_accountable;
-- The desk's new ones are read along ticket_queue_new.
drop index ticket_untriaged;
