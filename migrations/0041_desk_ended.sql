-- Few tickets end this way: without an index their list would read all that are closed.
create index ticket_queue_ended on ticket (state, filed_at desc, id desc) where state in ('declined', 'duplicate', 'withdrawn');
