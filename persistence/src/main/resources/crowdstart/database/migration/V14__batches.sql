-- Shipments that left their batch when it was locked, because nobody had said where to send them.
create table view.left_out (
  batch varchar(39) collate "C" not null,
  -- The order's.
  id varchar(39) collate "C" not null,
  primary key (batch, id)
);

insert into view.left_out (batch, id)
select convert_from(event_payload, 'UTF8')::jsonb ->> 'batch', substr(persistence_id, strpos(persistence_id, '|') + 1)
from fulfilment_journal.event_journal where event_ser_manifest = 'shipment-unbatched.1'
on conflict do nothing;

-- Ready shipments that a batch was just opened with, until their view has heard of it.
create table view.batch_claim (
  -- The order's.
  id varchar(39) collate "C" primary key,
  batch varchar(39) collate "C" not null,
  claimed_at timestamptz not null
);
