-- Which database each journal is in, so that no node takes an empty one, or another installation's, for it. A journal
-- says who it is in its own schema, wherever that is, and the views' database remembers whom it has met.

create table view.installation (
  id uuid primary key
);

insert into view.installation (id) values (gen_random_uuid());

create table campaign_journal.identity (id uuid primary key, owner uuid);
create table order_journal.identity (id uuid primary key, owner uuid);
create table payment_journal.identity (id uuid primary key, owner uuid);
create table fulfilment_journal.identity (id uuid primary key, owner uuid);

insert into campaign_journal.identity (id, owner) select gen_random_uuid(), id from view.installation;
insert into order_journal.identity (id, owner) select gen_random_uuid(), id from view.installation;
insert into payment_journal.identity (id, owner) select gen_random_uuid(), id from view.installation;
insert into fulfilment_journal.identity (id, owner) select gen_random_uuid(), id from view.installation;

create table view.journal (
  name varchar(40) primary key,
  id uuid not null,
  -- For a person. It has no credentials in it.
  place text not null
);

-- Until now all of them were here; an installation without an event may still choose.
insert into view.journal (name, id, place)
select known.name, known.id, 'the database of the views'
from (
  select 'campaign-journal' as name, id from campaign_journal.identity
  union all select 'order-journal', id from order_journal.identity
  union all select 'payment-journal', id from payment_journal.identity
  union all select 'fulfilment-journal', id from fulfilment_journal.identity
) as known
where exists (select from campaign_journal.event_journal)
  or exists (select from order_journal.event_journal)
  or exists (select from payment_journal.event_journal)
  or exists (select from fulfilment_journal.event_journal);
