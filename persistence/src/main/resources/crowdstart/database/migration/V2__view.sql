create schema view;

-- Where each projection has got to; the tables that pekko-projection-jdbc expects. An offset is stored in
-- the transaction that changes the view, so both stand or fall together.
create table view.pekko_projection_offset_store (
  projection_name varchar(255) not null,
  projection_key varchar(255) not null,
  current_offset varchar(255) not null,
  manifest varchar(32) not null,
  mergeable boolean not null,
  last_updated bigint not null,
  primary key (projection_name, projection_key)
);

create table view.pekko_projection_management (
  projection_name varchar(255) not null,
  projection_key varchar(255) not null,
  paused boolean not null,
  last_updated bigint not null,
  primary key (projection_name, projection_key)
);

-- Made once, here, so that all nodes share it. Order ids are derived with it: whoever knew it could guess them.
create table view.secret (
  name varchar(40) primary key,
  value bytea not null
);

-- Three random UUIDs carry 366 random bits; the hash folds them into 32 bytes.
insert into view.secret (name, value) values (
  'order-id',
  sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
