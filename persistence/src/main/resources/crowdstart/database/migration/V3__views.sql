-- What the feeds of campaigns and orders come to. All of it can be made again from the journals: empty the
-- tables and delete the offsets of `campaign-view` and `order-view`, and the next start does so.

create table view.campaign (
  id varchar(39) collate "C" primary key,
  -- The sequence number of the campaign's last event.
  version bigint not null,
  stage varchar(20) not null,
  creator varchar(100) not null,
  created_at timestamptz not null,
  deadline timestamptz not null,
  -- When the next hold may run out.
  next_lapse timestamptz,
  -- Amounts in minor units.
  pledged bigint not null,
  held bigint not null,
  backers bigint not null,
  orders bigint not null,
  -- Counts of each tier, in the order of the tiers.
  tier_held bigint[] not null,
  tier_sold bigint[] not null,
  tier_orders bigint[] not null,
  -- What the creator says, in the stored form of an event.
  details bytea not null,
  details_form varchar(40) not null
);

create index campaign_newest on view.campaign (created_at desc, id desc);
create index campaign_of_creator on view.campaign (creator, created_at desc, id desc);
create index campaign_deadline on view.campaign (deadline) where stage = 'live';
create index campaign_lapse on view.campaign (next_lapse) where next_lapse is not null;

create table view.orders (
  id varchar(39) collate "C" primary key,
  campaign varchar(39) collate "C" not null,
  -- Personal data: the address in lower case.
  backer varchar(320) collate "C" not null,
  placed_at timestamptz not null,
  stage varchar(20) not null,
  -- When it came to that stage.
  since timestamptz not null,
  -- The order as it was placed, in the stored form of that event.
  placed bytea not null,
  placed_form varchar(40) not null
);

create index orders_of_campaign on view.orders (campaign, placed_at desc, id desc);
create index orders_of_backer on view.orders (backer, placed_at desc, id desc);
