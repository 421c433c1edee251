-- Orders whose hold may have ended without them; those that are held are few.
create index orders_held on view.orders (placed_at, id) where stage = 'held';

-- Whether its order has ended: one that was refunded whole before its campaign was called off has yet to hear of that.
-- Of those that are refunded by now nobody can say; they stay as they are.
alter table view.payment add column is_ended boolean not null default false;
update view.payment set is_ended = true where stage in ('refunding', 'refund_failed', 'refunded');

-- What a collection run has left, without a look at what it has done.
create index payment_to_collect on view.payment (campaign, stage, since, id);
drop index view.payment_of_campaign;
create index payment_to_tell on view.payment (campaign, since, id) where stage = 'refunded' and not is_ended;
