-- The bell and the end of a session, told to every process.

-- Which side of the counter reads a notice: the number on the bell is one look into an index. Null only on a row that an older program
-- writes while both run.
alter table notification add column audience text check (audience in ('owner', 'staff'));
update notification set audience =
  case when template in ('received', 'acknowledged', 'moved', 'started', 'answer', 'hold', 'resumed', 'visited', 'safe', 'found', 'resolved',
                         'complaint_answer', 'decided', 'reopened', 'closed', 'declined', 'duplicate', 'withdrawn', 'extended', 'apology',
                         'charges_held', 'adjusted')
       then 'owner' else 'staff' end
where channel = 'app' and state = 'shown';
drop index notification_unread;
create index notification_unread on notification (person_id, audience) where channel = 'app' and state = 'shown';

create function tell_notice() returns trigger language plpgsql as $$
begin
  perform pg_notify('notice', new.person_id::text);
  return null;
end $$;
create trigger notice_shown after insert on notification for each row when (new.channel = 'app') execute function tell_notice();
create trigger notice_read after update of state on notification for each row
  when (old.state = 'shown' and new.state = 'read') execute function tell_notice();

-- whoever may see less from now on listens no longer: signed out, disabled, another role or department
create function tell_session() returns trigger language plpgsql as $$
begin
  perform pg_notify('session', coalesce(new.person_id, old.person_id)::text);
  return null;
end $$;
create trigger session_ended after delete on session for each row when (old.person_id is not null) execute function tell_session();
create trigger account_switched after update of disabled_at on staff_account for each row execute function tell_session();
create trigger role_changed after insert or update or delete on staff_role for each row execute function tell_session();
create trigger member_changed after insert or update or delete on department_member for each row execute function tell_session();
