"""The four bronze tables as DuckDB reads them from the generated CSV files: shared by the peers of the pipeline benchmark."""

TABLES = {
    "customer_events": {
        "event_id": "BIGINT", "customer_id": "BIGINT", "session_id": "BIGINT", "event_type": "VARCHAR",
        "event_timestamp": "TIMESTAMP", "product_id": "BIGINT", "page_url": "VARCHAR", "device_type": "VARCHAR",
        "browser": "VARCHAR", "country": "VARCHAR", "revenue": "DECIMAL(12,2)",
    },
    "payment_transactions": {
        "transaction_id": "BIGINT", "order_id": "BIGINT", "customer_id": "BIGINT", "product_id": "BIGINT",
        "amount": "DECIMAL(12,2)", "currency": "VARCHAR", "payment_method": "VARCHAR", "status": "VARCHAR",
        "transaction_timestamp": "TIMESTAMP", "risk_score": "DOUBLE", "fraud_flag": "BOOLEAN",
    },
    "inventory_snapshots": {
        "snapshot_id": "BIGINT", "product_id": "BIGINT", "warehouse_id": "BIGINT", "snapshot_date": "DATE",
        "stock_quantity": "BIGINT", "reserved_quantity": "BIGINT", "reorder_point": "BIGINT",
        "avg_daily_sales": "DOUBLE", "unit_cost": "DECIMAL(12,2)",
    },
    "support_tickets": {
        "ticket_id": "BIGINT", "customer_id": "BIGINT", "category": "VARCHAR", "priority": "VARCHAR",
        "status": "VARCHAR", "created_at": "TIMESTAMP", "first_response_at": "TIMESTAMP", "resolved_at": "TIMESTAMP",
        "satisfaction_score": "INTEGER",
    },
}


def select(table, folder):
    """SELECT over one CSV file, typed, with the two metadata columns."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TABLES[table].items())
    return (
        f"SELECT *, CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) AS ingested_at, '{table}.csv' AS source_system "
        f"FROM read_csv('{folder}/{table}.csv', header = true, columns = {{{columns}}})"
    )
