-- What creators look for orders by. Null in rows that nodes of the version before have written: those are read, and looked into.
alter table view.orders
  add column tiers text[],
  add column country text;
