-- the sweep asks of every old file in the folder whether a row still names it
create index file_sha256 on file (sha256);
create index file_thumb_sha256 on file (thumb_sha256) where thumb_sha256 is not null;
-- uploads of one person in a day
create index file_uploader on file (uploaded_by, created_at);
