-- The same as ../postgresql/V90__lists_in_order.sql as far as H2 has words for it: without indexes of expressions it reads a function's work from the list of all.
drop index work_item_function;
