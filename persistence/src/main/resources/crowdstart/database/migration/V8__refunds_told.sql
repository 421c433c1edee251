-- Whether the order has yet to learn why its money went back, once all of it is back.
alter table view.payment add column news_to_order boolean not null default false;
