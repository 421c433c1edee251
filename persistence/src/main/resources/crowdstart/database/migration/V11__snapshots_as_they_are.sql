-- A snapshot of a large campaign has some megabytes. To compress them took PostgreSQL longer than to write them.
alter table campaign_journal.snapshot alter column snapshot_payload set storage external;
