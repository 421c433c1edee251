-- A view has to take whatever is in a journal, or it stands still: the journal is what says how long an address may be.
alter table view.orders alter column backer type text collate "C";

-- Whose money went back with its campaign before orders were told so: they are woken, and tell.
update view.payment set news_to_order = true, due_at = now(), wakes = 0
from view.collection
where collection.campaign = payment.campaign and collection.outcome <> 'funded' and payment.stage = 'refunded';
