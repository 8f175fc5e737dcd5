-- A draft that was sent stays as an empty row with the key of the form that sent it: a save of that form that arrives later is
-- refused by the same row, whichever of the two comes first.
alter table draft add column sent_key uuid;
