-- What banks have taken back for their backers, in minor units: it is with us no more, and refunded by nobody.
alter table view.payment add column disputed bigint not null default 0;

alter table view.balance
  add column disputed bigint not null default 0,
  add column dispute_fees bigint not null default 0;
