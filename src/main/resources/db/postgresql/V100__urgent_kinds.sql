-- What is urgent of one kind is one strip too; only urgent work has the entry (docs/adr/0047).
create index work_item_urgent_kind on work_item (organisation, work_kind, due_at) where shelf in ('FREE_URGENT', 'HELD_URGENT');
