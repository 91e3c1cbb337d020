#!/usr/bin/env python3
"""The peer of `tarn generate`: the same four files with the same columns, row counts and shapes of data, written the way
a careful Python user would: whole-column NumPy, formatted and written by Polars' multi-threaded CSV writer.

Usage: peer_generate.py FOLDER [SCALE]
"""
import sys
import time

import numpy as np
import polars as pl

START = np.datetime64("2025-01-01T00:00:00")
DAYS = 365
HOURS = np.array([1.4, 0.8, 0.5, 0.4, 0.4, 0.7, 1.5, 2.6, 3.6, 4.3, 4.8, 5.0,
                  5.3, 5.1, 4.9, 4.8, 5.0, 5.4, 6.1, 6.9, 7.3, 6.6, 4.7, 2.7])
WEEKDAYS = np.array([1.00, 0.97, 0.96, 0.98, 1.04, 1.12, 1.18])
MONTHS = np.array([0.92, 0.88, 0.94, 0.96, 1.00, 0.98, 0.94, 0.95, 1.00, 1.05, 1.28, 1.38])
LAST = DAYS * 86400 - 1


def curve(rng):
    """The share of the business before each hour: daily and weekly rhythm, seasons, growth."""
    days = START.astype("datetime64[D]") + np.arange(DAYS)
    month = days.astype("datetime64[M]").astype(int) % 12
    weekday = (days.astype(int) + 3) % 7
    weight = MONTHS[month] * WEEKDAYS[weekday] * (1 + 0.3 * np.arange(DAYS) / 365)
    weight *= rng.uniform(0.92, 1.08, DAYS)
    cumulative = np.concatenate([[0], np.cumsum(np.outer(weight, HOURS).ravel())])
    return cumulative / cumulative[-1]


def times(cumulative, shares):
    """Seconds since START at which the shares of the business are done."""
    return np.interp(shares, cumulative, np.arange(len(cumulative)) * 3600.0).astype(np.int64)


def power_law(rng, count, exponent, shift, size):
    power = 1 - exponent
    low = shift ** power
    ranks = (low + rng.random(size) * ((count + shift) ** power - low)) ** (1 / power) - shift
    ranks = np.minimum(ranks.astype(np.int64), count - 1)
    factor = int(count * 0.6180339887) | 1
    while np.gcd(factor, count) != 1:
        factor += 2
    return (ranks * factor) % count + 1


def timestamps(seconds):
    return (START + np.minimum(seconds, LAST).astype("timedelta64[s]")).astype("datetime64[ms]")


def pick(rng, names, weights, size):
    """A column of one of the names each, as Polars stores few distinct texts best."""
    weights = np.asarray(weights, float)
    codes = rng.choice(len(names), size=size, p=weights / weights.sum())
    return texts(names, codes)


def texts(names, codes):
    return pl.Series(names, dtype=pl.Enum(names)).gather(codes)


def write(frame, folder, name):
    frame.write_csv(f"{folder}/{name}.csv", datetime_format="%Y-%m-%d %H:%M:%S", date_format="%Y-%m-%d",
                    float_precision=2)


def events(rng, world, folder, rows):
    n = rows // 4 + 1000
    intent = rng.random(n)
    # Steps of a session by intent: page_view, then browsing; or view, click, add_to_cart (, purchase).
    browse = np.minimum(rng.geometric(0.22, n), 19)
    items = rng.choice([1, 2, 3], size=n, p=[0.62, 0.27, 0.11])
    shops, buys = intent >= 0.64, intent >= 0.80
    length = np.where(intent < 0.25, 1, np.where(shops, 1 + items * 3 + buys * items, 1 + browse))
    ends = np.cumsum(length)
    n = int(np.searchsorted(ends, rows)) + 1
    intent, items, shops, buys, length = intent[:n], items[:n], shops[:n], buys[:n], length[:n]
    starts = np.concatenate([[0], ends[:n - 1]])
    session = np.repeat(np.arange(n), length)[:rows]
    position = (np.arange(rows) - starts[session]).astype(np.int64)
    cart_part = 1 + items[session] * 3
    step = np.where(position == 0, 0,
                    np.where(shops[session],
                             np.where(position < cart_part, 1 + (position - 1) % 3, 4),
                             rng.choice([0, 1, 2], size=rows, p=[0.3, 0.4, 0.3])))
    item = np.where(position < cart_part, np.maximum(position - 1, 0) // 3, position - cart_part)
    item = np.where(shops[session], item, 0)
    first = power_law(rng, world["products"], 0.9, 8, n * 3)
    product = first[session * 3 + np.minimum(item, 2)]
    gaps = 1 + (22 * np.exp(0.9 * rng.standard_normal(rows))).astype(np.int64)
    gaps[position == 0] = 0
    elapsed = np.cumsum(gaps)
    elapsed -= elapsed[starts[:n][session]]
    start_time = times(world["curve"], (starts + rng.random(n)) / rows)
    seconds = start_time[session] + elapsed
    customer = power_law(rng, world["customers"], 0.7, 20, n)
    device = pick(rng, ["mobile", "desktop", "tablet"], [9, 6, 1], n)
    browser = pick(rng, ["Chrome", "Safari", "Firefox", "Edge", "Samsung"], [45, 30, 8, 10, 7], n)
    country = world["country"][customer]
    purchase = step == 4
    quantity = rng.choice([1, 2, 3], size=rows, p=[0.88, 0.09, 0.03])
    revenue = world["price"][product] * quantity
    product_text = pl.Series(product).cast(pl.String)
    kind = rng.integers(0, 8, rows)
    frame = pl.DataFrame({
        "event_id": np.arange(1, rows + 1),
        "customer_id": customer[session],
        "session_id": 1_000_000_001 + starts[session],
        "event_type": texts(["page_view", "view", "click", "add_to_cart", "purchase"], step),
        "event_timestamp": timestamps(seconds),
        "product_id": product,
        "page_url": product_text,
        "device_type": device.gather(session),
        "browser": browser.gather(session),
        "country": texts(world["countries"], country[session]),
        "revenue": revenue,
        "purchase": purchase,
        "kind": np.where(step == 0, kind, 9),
        "step": step,
    })
    categories = ["shoes", "jackets", "bags", "kitchen", "audio", "games", "garden", "books", "beauty", "outdoor"]
    category = texts([f"/category/{c}" for c in categories], product % 10).cast(pl.String)
    searches = texts([f"/search?q={s}" for s in ("lamp,oak", "shoes,red", "tent,2p", "usb-c,hub", "mug,blue",
                                                 "rug,wool")], product % 6).cast(pl.String)
    frame = frame.with_columns(
        page_url=pl.when(pl.col("step") == 3).then(pl.lit("/cart?add=") + pl.col("page_url"))
        .when(pl.col("step") == 4).then(pl.lit("/checkout/complete"))
        .when(pl.col("kind") == 0).then(pl.lit("/"))
        .when(pl.col("kind") == 1).then(searches)
        .when(pl.col("kind") < 5).then(category)
        .otherwise(pl.lit("/products/") + pl.col("page_url")),
        revenue=pl.when("purchase").then("revenue"),
    ).drop("purchase", "kind", "step")
    write(frame, folder, "customer_events")
    return {"time": seconds[purchase], "customer": customer[session][purchase], "product": product[purchase],
            "amount": revenue[purchase]}


def payments(rng, world, folder, rows, web):
    retry_share = 0.067
    n = int(rows / (1 + retry_share))
    take = min(len(web["time"]), n)
    other = n - take
    customer = np.concatenate([web["customer"][:take], power_law(rng, world["customers"], 0.7, 20, other)])
    product = np.concatenate([web["product"][:take], power_law(rng, world["products"], 0.9, 8, other)])
    quantity = rng.choice([1, 2, 3], size=other, p=[0.88, 0.09, 0.03])
    amount = np.concatenate([web["amount"][:take], world["price"][product[take:]] * quantity])
    seconds = np.concatenate([web["time"][:take], times(world["curve"], rng.random(other))])
    seconds = seconds + rng.integers(2, 42, n)
    hour = seconds // 3600 % 24
    risk = 0.075 * np.exp(0.75 * rng.standard_normal(n))
    risk += 0.07 * ((hour >= 23) | (hour < 6)) + 0.12 * (amount > 500)
    retried = rng.permutation(n)[: rows - n]
    risk[retried] += 0.06
    risk = np.minimum(risk, 0.999)
    fraud = rng.random(n) < 0.0025 + 0.06 * risk ** 2 + 0.55 * risk ** 4
    outcome = rng.random(n)
    status = np.select([fraud & (outcome < 0.43), fraud & (outcome < 0.8), fraud,
                        (LAST - seconds < 2 * 86400) & (outcome < 0.3), outcome < 0.006, outcome < 0.03,
                        outcome < 0.072], [3, 2, 0, 1, 1, 2, 3], 0)
    index = np.concatenate([np.arange(n), retried])
    seconds = np.concatenate([seconds, seconds[retried] - rng.integers(20, 260, len(retried))])
    status = np.concatenate([status, np.full(len(retried), 2)])
    seconds = np.maximum(seconds, 0)
    order = np.argsort(seconds, kind="stable")
    index, seconds, status = index[order], seconds[order], status[order]
    currencies = ["USD", "GBP", "EUR", "CAD", "AUD", "CHF"]
    frame = pl.DataFrame({
        "transaction_id": np.arange(1, rows + 1),
        "order_id": 500_000_001 + index,
        "customer_id": customer[index],
        "product_id": product[index],
        "amount": amount[index],
        "currency": texts(currencies, world["currency"][world["country"][customer[index]]]),
        "payment_method": pick(rng, ["credit_card", "debit_card", "paypal", "apple_pay", "bank_transfer",
                                     "gift_card"], [7, 3, 3, 1, 1, 1], n).gather(index),
        "status": texts(["completed", "pending", "failed", "refunded"], status),
        "transaction_timestamp": timestamps(seconds),
        "risk_score": risk[index],  # two digits: Polars has one float format a file
        "fraud_flag": fraud[index],
    })
    write(frame, folder, "payment_transactions")
    return customer


def inventory(rng, world, folder, rows):
    products = world["products"]
    warehouses = max(1, min(5, rows // products))
    warehouses = max(warehouses, -(-rows // (products * DAYS)))
    pairs = products * warehouses
    counts = -(-rows // pairs)
    every = max(1, DAYS // counts)
    i = np.arange(rows) + counts * pairs - rows
    day = DAYS - 1 - (counts - 1 - i // pairs) * every
    product = i % pairs // warehouses + 1
    warehouse = i % warehouses + 1
    share = world["share"][product]
    units = share * world["units"] * 2 * (warehouses - warehouse + 1) / (warehouses * (warehouses + 1))
    done = np.interp((day + 1) * 24, np.arange(len(world["curve"])), world["curve"])
    before = np.interp(np.maximum(day - 27, 0) * 24, np.arange(len(world["curve"])), world["curve"])
    daily = units * (done - before) / 28
    usual = units / DAYS
    noise = rng.random((4, pairs))[:, i % pairs]
    lot = np.maximum(12, np.ceil(usual * 45 * (0.7 + 0.6 * noise[0])))
    reorder = np.ceil(usual * 9 * (1 + 0.8 * noise[1])) + 2
    floor_level = reorder - usual * 9 * (0.6 + 0.9 * noise[2]) - 1
    stock = np.maximum(0, floor_level + lot - np.mod(noise[3] * lot + units * done, lot)).astype(np.int64)
    frame = pl.DataFrame({
        "snapshot_id": np.arange(1, rows + 1),
        "product_id": product,
        "warehouse_id": warehouse,
        "snapshot_date": START.astype("datetime64[D]") + day,
        "stock_quantity": stock,
        "reserved_quantity": stock * rng.integers(0, 13, rows) // 100,
        "reorder_point": reorder.astype(np.int64),
        "avg_daily_sales": daily * rng.uniform(0.9, 1.1, rows),
        "unit_cost": world["cost"][product],
    })
    write(frame, folder, "inventory_snapshots")


def tickets(rng, world, folder, rows, buyers):
    created = times(world["curve"], (np.arange(rows) + rng.random(rows)) / rows)
    about_order = rng.random(rows) < 0.45
    customer = np.where(about_order, buyers[rng.integers(0, len(buyers), rows)],
                        power_law(rng, world["customers"], 0.7, 20, rows))
    priority = rng.choice(4, size=rows, p=[0.32, 0.44, 0.19, 0.05])
    response = np.array([560, 190, 95, 24])[priority] * np.exp(0.85 * rng.standard_normal(rows))
    resolution = response + np.array([3700, 2100, 720, 220])[priority] * np.exp(0.75 * rng.standard_normal(rows))
    responded = created + 30 + (response * 60).astype(np.int64)
    resolved = created + 90 + (resolution * 60).astype(np.int64)
    answered = responded <= LAST
    solved = answered & (resolved <= LAST) & (rng.random(rows) >= 0.012)
    status = np.where(solved, np.where(rng.random(rows) < 0.65, 3, 2), np.where(answered, 1, 0))
    late = response > np.array([1440, 480, 240, 60])[priority]
    score = np.where(late, rng.choice(5, size=rows, p=[4 / 16, 3 / 16, 4 / 16, 3 / 16, 2 / 16]),
                     rng.choice(5, size=rows, p=[1 / 16, 0, 2 / 16, 5 / 16, 8 / 16])) + 1
    topics = ["shipping", "returns", "billing", "product", "technical", "account"]
    topic = np.where(about_order, rng.choice(6, size=rows, p=[6 / 16, 4 / 16, 3 / 16, 2 / 16, 1 / 16, 0]),
                     rng.choice(6, size=rows, p=[1 / 16, 1 / 16, 3 / 16, 4 / 16, 4 / 16, 3 / 16]))
    frame = pl.DataFrame({
        "ticket_id": np.arange(1, rows + 1),
        "customer_id": customer,
        "category": texts(topics, topic),
        "priority": texts(["low", "medium", "high", "critical"], priority),
        "status": texts(["open", "in_progress", "resolved", "closed"], status),
        "created_at": timestamps(created),
        "first_response_at": timestamps(responded),
        "resolved_at": timestamps(resolved),
        "satisfaction_score": score,
        "answered": answered, "solved": solved, "scored": solved & (rng.random(rows) < 0.72),
    }).with_columns(
        first_response_at=pl.when("answered").then("first_response_at"),
        resolved_at=pl.when("solved").then("resolved_at"),
        satisfaction_score=pl.when("scored").then("satisfaction_score"),
    ).drop("answered", "solved", "scored")
    write(frame, folder, "support_tickets")


def main():
    folder = sys.argv[1]
    scale = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    begin = time.perf_counter()
    rng = np.random.default_rng(42)
    customers, products = max(1, int(100_000 * scale)), max(1, int(2_000 * scale))
    ranks = np.arange(products)
    weight = (ranks + 8.5) ** -0.9
    share = np.zeros(products + 1)
    factor = int(products * 0.6180339887) | 1
    while np.gcd(factor, products) != 1:
        factor += 2
    share[(ranks * factor) % products + 1] = weight / weight.sum()
    price = np.clip(np.floor(38 * np.exp(1.15 * rng.standard_normal(products + 1))), 2, 2999) + 0.99
    rows = [int(n * scale) for n in (2_000_000, 1_000_000, 500_000, 300_000)]
    world = {
        "curve": curve(rng), "customers": customers, "products": products, "share": share, "price": price,
        "cost": price * rng.uniform(0.42, 0.72, products + 1), "units": rows[1] * 1.06,
        "countries": ["US", "GB", "DE", "CA", "FR", "AU", "NL", "ES", "IT", "CH", "IE", "AT"],
        "country": rng.choice(12, size=customers + 1,
                              p=np.array([92, 34, 30, 20, 20, 14, 11, 10, 10, 7, 4, 4]) / 256),
        "currency": np.array([0, 1, 2, 3, 2, 4, 2, 2, 2, 5, 2, 2]),
    }
    web = events(rng, world, folder, rows[0])
    buyers = payments(rng, world, folder, rows[1], web)
    inventory(rng, world, folder, rows[2])
    tickets(rng, world, folder, rows[3], buyers)
    print(f"{time.perf_counter() - begin:.3f}")


if __name__ == "__main__":
    main()
