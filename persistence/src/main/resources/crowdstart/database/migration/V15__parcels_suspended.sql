-- Whether a bank disputed its payment while it was here; says nothing of what has left.
alter table view.shipment add column is_suspended boolean not null default false;
