create schema if not exists sandbox;

-- Every object as the wire shows it; what the sandbox alone knows of a card stands in its payment_method.
create table if not exists sandbox.object (
  seq bigint generated always as identity,
  id text primary key,
  kind text not null,
  owner text,
  created bigint not null,
  body jsonb not null,
  -- Never more back than was captured, whatever the code above does.
  constraint refunded_is_captured check (
    kind <> 'charge' or (body ->> 'amount_refunded')::bigint <= (body ->> 'amount_captured')::bigint)
);

create index if not exists object_of_owner on sandbox.object (kind, owner, seq);
create index if not exists object_in_order on sandbox.object (kind, seq);
create index if not exists object_of_metadata on sandbox.object (kind, (body -> 'metadata' ->> 'order'));

-- One payment intent captures at most once.
create unique index if not exists one_capture on sandbox.object (owner)
  where kind = 'charge' and body ->> 'status' = 'succeeded';

-- Refunds that are called done, and whose bank sends them back.
create table if not exists sandbox.failing_refund (
  refund text primary key references sandbox.object (id),
  due timestamptz not null
);

create table if not exists sandbox.idempotency_key (
  key text primary key,
  fingerprint text not null,
  status int not null,
  body text not null,
  created bigint not null
);

create table if not exists sandbox.webhook_endpoint (
  id text primary key,
  url text not null unique,
  secret text not null
);

create table if not exists sandbox.delivery (
  seq bigint generated always as identity primary key,
  event text not null references sandbox.object (id),
  endpoint text not null references sandbox.webhook_endpoint (id) on delete cascade,
  due timestamptz not null,
  attempts int not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up'))
);

create index if not exists delivery_due on sandbox.delivery (due) where state = 'waiting';
