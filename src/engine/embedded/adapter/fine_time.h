#pragma once

#include <functional>
#include <optional>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/fine_time_text.h"
#include "engine/value.h"

namespace tarn::engine::embedded {

// FineTime in DuckDB: its UUID, a number of 128 bits that orders as a whole number and that has no
// arithmetic, under the type's name. The number is the picoseconds and, below them, the zone: equal
// moments of different zones are told apart, which only comparisons that are written as such mend
// (tarn_instant, tarn_time_instant); groups and joins take them for two.
duckdb::LogicalType DuckTypeOf(const FineTime& type);
// nullopt for every other type.
std::optional<FineTime> FineTimeOf(const duckdb::LogicalType& type);

// A value of such a type, not null, for clients.
Value FineTimeValue(const duckdb::Value& value, const FineTime& type);

// CAST and TRY_CAST from or to such a type; null, and `child` as it was, when it is neither.
duckdb::unique_ptr<duckdb::Expression> CastFineTime(duckdb::ClientContext& context,
                                                    duckdb::unique_ptr<duckdb::Expression>& child,
                                                    const duckdb::LogicalType& target, bool safe);
// Rounded to so many digits, of the same type. `expression` is of such a type.
duckdb::unique_ptr<duckdb::Expression> RoundFineTime(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression, int digits);
// What functions take that know nothing of such types: the value in the nearest type of DuckDB's,
// with the digits that it has, towards the past. Itself when it is of no such type.
duckdb::unique_ptr<duckdb::Expression> CoarseTime(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression);
// The same in microseconds. `expression` is of such a type.
duckdb::unique_ptr<duckdb::Expression> MicrosOfFineTime(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression);
// What a function of microseconds, `apply`, makes of a fine time, in its type: its digits below
// microseconds are those of `expression`, or nought where not `keep_rest`. `apply` gives a value of
// the kind that it gets.
using TimeFunction =
    std::function<duckdb::unique_ptr<duckdb::Expression>(duckdb::unique_ptr<duckdb::Expression>)>;
duckdb::unique_ptr<duckdb::Expression> ApplyToFineTime(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression,
    bool keep_rest, const TimeFunction& apply);
// The moment, whatever its zone, for comparisons. `expression` is a fine timestamp with time zone.
duckdb::unique_ptr<duckdb::Expression> FineInstant(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression);
// Picoseconds of the day in UTC, as BIGINT. `expression` is a fine time with time zone.
duckdb::unique_ptr<duckdb::Expression> FineTimeInstant(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression);
// x AT TIME ZONE zone, of a fine timestamp with time zone; `zone` is text.
duckdb::unique_ptr<duckdb::Expression> FineAtTimeZone(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression,
    duckdb::unique_ptr<duckdb::Expression> zone);

// Makes the types and their casts known to a database.
void RegisterFineTimes(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
