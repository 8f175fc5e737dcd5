-- What a category is called where its place does not stand above it: "Kitchen: not sure what is wrong".
alter table category add column title jsonb not null default '{}';
update category set title = label;
