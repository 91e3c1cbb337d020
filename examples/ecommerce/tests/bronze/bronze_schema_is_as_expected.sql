-- Schema validation: the columns that everything above relies on are there, with their types.
{%- set expected = [
    ('bronze_customer_events', 'event_timestamp', 'timestamp(6)'),
    ('bronze_customer_events', 'event_type', 'varchar'),
    ('bronze_customer_events', 'revenue', 'decimal(12,2)'),
    ('bronze_customer_events', 'ingested_at', 'timestamp(6)'),
    ('bronze_customer_events', 'source_system', 'varchar'),
    ('bronze_payment_transactions', 'amount', 'decimal(12,2)'),
    ('bronze_payment_transactions', 'transaction_timestamp', 'timestamp(6)'),
    ('bronze_payment_transactions', 'fraud_flag', 'boolean'),
    ('bronze_payment_transactions', 'ingested_at', 'timestamp(6)'),
    ('bronze_inventory_snapshots', 'snapshot_date', 'date'),
    ('bronze_inventory_snapshots', 'unit_cost', 'decimal(12,2)'),
    ('bronze_inventory_snapshots', 'ingested_at', 'timestamp(6)'),
    ('bronze_support_tickets', 'created_at', 'timestamp(6)'),
    ('bronze_support_tickets', 'resolved_at', 'timestamp(6)'),
    ('bronze_support_tickets', 'ingested_at', 'timestamp(6)'),
] %}
-- depends_on: {{ ref('bronze_customer_events') }}, {{ ref('bronze_payment_transactions') }}
-- depends_on: {{ ref('bronze_inventory_snapshots') }}, {{ ref('bronze_support_tickets') }}
with expected (table_name, column_name, data_type) as (
    values
    {%- for table, column, type in expected %}
    ('{{ table }}', '{{ column }}', '{{ column_type(type) }}'){{ ',' if not loop.last }}
    {%- endfor %}
),

actual as (
    select table_name, column_name, lower(data_type) as data_type
    from {{ information_schema(ref('bronze_customer_events')) }}.columns
    where table_schema = '{{ ref('bronze_customer_events').schema }}'
)

select expected.table_name, expected.column_name, expected.data_type, actual.data_type as actual_type
from expected
left join actual
    on actual.table_name = expected.table_name and actual.column_name = expected.column_name
where actual.data_type is null or actual.data_type <> expected.data_type
