-- What V11 of the other folder does.
alter table ${flyway:defaultSchema}.snapshot alter column snapshot_payload set storage external;
