-- A draft that was called off has never been open to backers, and is in no list.
alter table view.campaign add column is_called_off_draft boolean not null default false;

update view.campaign set is_called_off_draft = true
where stage = 'cancelled' and not exists (
  select from campaign_journal.event_journal
  where persistence_id = 'campaign|' || campaign.id and event_ser_manifest like 'campaign-launched.%'
);
