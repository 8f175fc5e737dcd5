-- A code is good only in the browser that asked for it: somebody else's wrong tries do not spend it.
alter table sign_in_code add column request uuid not null constraint sign_in_code_request unique;
create index rate_count_window on rate_count (window_at);
