-- Who a session's holder is and what they may do is written beside the session when it was read, so that a page reads one row instead
-- of a dozen. Whatever it was read from makes it forgotten in the same transaction; `viewer_seq` keeps a reading that began before such a
-- change from being written after it.

alter table session
  add column viewer jsonb,
  add column viewer_at timestamptz,
  add column viewer_seq int not null default 0;

create function forget_viewer() returns trigger language plpgsql as $$
begin
  update session set viewer = null, viewer_seq = viewer_seq + 1 where person_id in (old.person_id, new.person_id);
  return null;
end $$;
create trigger viewer_account after update of disabled_at or delete on staff_account for each row execute function forget_viewer();
create trigger viewer_role after insert or update or delete on staff_role for each row execute function forget_viewer();
create trigger viewer_member after insert or update or delete on department_member for each row execute function forget_viewer();
create trigger viewer_occupancy after insert or update or delete on occupancy for each row execute function forget_viewer();

create function forget_person() returns trigger language plpgsql as $$
begin
  update session set viewer = null, viewer_seq = viewer_seq + 1 where person_id = new.id;
  return null;
end $$;
create trigger viewer_person after update of name, call_name, email, language on person for each row execute function forget_person();

create function forget_heads() returns trigger language plpgsql as $$
begin
  update session set viewer = null, viewer_seq = viewer_seq + 1 where person_id in (old.head_id, new.head_id);
  return null;
end $$;
create trigger viewer_head after insert or update of head_id or delete on department for each row execute function forget_heads();

-- a community's telephone is on everybody's pages, and a new one is within the reach of whoever works everywhere
create function forget_viewers() returns trigger language plpgsql as $$
begin
  update session set viewer = null, viewer_seq = viewer_seq + 1 where viewer is not null;
  return null;
end $$;
create trigger viewer_community after insert or update of name, zone, phone, emergency_phone or delete on community
  for each statement execute function forget_viewers();
