"""The types of the four files, as examples/ecommerce/ingest declares them."""

DUCKDB_TYPES = {
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
