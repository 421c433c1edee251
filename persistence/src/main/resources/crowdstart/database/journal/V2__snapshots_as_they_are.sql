-- What V11 of the other folder does to snapshots.
alter table ${flyway:defaultSchema}.snapshot alter column snapshot_payload set storage external;
