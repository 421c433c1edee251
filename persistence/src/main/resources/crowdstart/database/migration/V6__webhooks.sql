-- Creators' webhooks: where to send, what is to be sent, and what became of it. Deliveries are added in the transaction
-- that moves a feed on, so each event is in here exactly once for each webhook that takes it.
create schema hook;

create table hook.webhook (
  id varchar(40) collate "C" primary key,
  campaign varchar(39) collate "C" not null,
  url varchar(2000) not null,
  -- The types that it takes; empty for all.
  events text[] not null,
  -- Whoever reads this table can sign in our name: it is as secret as the orders beside it. Nothing else gives them out.
  secret bytea not null,
  -- After a change of secret, the one before signs as well, until then.
  old_secret bytea,
  old_secret_until timestamptz,
  -- enabled, disabled, or deleted: the row of a deleted one goes after its deliveries.
  state varchar(20) not null,
  disabled_reason varchar(20),
  disabled_at timestamptz,
  -- Deliveries that failed for their whole schedule, since one last arrived.
  exhausted_in_a_row integer not null default 0,
  created_at timestamptz not null
);

create index webhook_of_campaign on hook.webhook (campaign, created_at) where state <> 'deleted';
create index webhook_not_enabled on hook.webhook (id) where state <> 'enabled';

create table hook.delivery (
  -- Derived from the event and the webhook, and what the receiver knows it by.
  id varchar(40) collate "C" primary key,
  webhook varchar(40) collate "C" not null references hook.webhook (id),
  event_type varchar(60) not null,
  order_id varchar(39) collate "C",
  event_at timestamptz not null,
  body text not null,
  state varchar(20) not null default 'pending',
  -- All that were made, and those since it was added or replayed last.
  attempts integer not null default 0,
  round_attempts integer not null default 0,
  -- While a node is sending it, the moment at which another node may take over. Null unless pending.
  next_attempt_at timestamptz,
  created_at timestamptz not null
);

create index delivery_due on hook.delivery (webhook, next_attempt_at) where state = 'pending';
create index delivery_log on hook.delivery (webhook, created_at desc, id desc);
create index delivery_log_of_state on hook.delivery (webhook, state, created_at desc, id desc) where state <> 'delivered';
create index delivery_age on hook.delivery (event_at);

create table hook.attempt (
  delivery varchar(40) collate "C" not null references hook.delivery (id) on delete cascade,
  number integer not null,
  at timestamptz not null,
  millis integer not null,
  -- What was answered, or why nothing was.
  status integer,
  error varchar(40),
  primary key (delivery, number)
);
