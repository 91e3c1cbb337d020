#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/time_zones.h"

namespace tarn::engine::embedded {

// Trino's functions of zones, and what others need to know of zones
// (https://trino.io/docs/476/functions/datetime.html):
//   tarn_timestamp_literal(text)     TIMESTAMP '… Europe/Paris'
//   tarn_instant(x)                  the moment of a zoned timestamp as TIMESTAMPTZ, one of few
//   digits
//                                    as TIMESTAMP; else x itself: what columns are compared with
//   tarn_local(x)                    what the clock shows in its zone, as TIMESTAMP; else x itself
//   tarn_at_timezone(x, zone)        the same moment in another zone
//   tarn_with_timezone(x, zone)      the moment when the clock of the zone shows x
//   tarn_timezone(x), tarn_timezone_hour(x), tarn_timezone_minute(x)
//   tarn_now(), tarn_current_time(), tarn_current_timezone()
//   tarn_date_diff(unit, a, b)       whole units; days and more by the clock of a's zone
//   tarn_set_time_zone(zone)         makes it the session's, from the next statement on
// A time without zone that needs one is in the session's.
void RegisterZoneFunctions(duckdb::DatabaseInstance& instance);

// What `expression` is as TIMESTAMP on the clock of its zone, when it is a zoned timestamp; else
// itself.
duckdb::unique_ptr<duckdb::Expression> LocalOf(duckdb::ClientContext& context,
                                               duckdb::unique_ptr<duckdb::Expression> expression);
// A timestamp of any type, or a date, as a zoned one.
duckdb::unique_ptr<duckdb::Expression> ZonedOf(duckdb::ClientContext& context,
                                               duckdb::unique_ptr<duckdb::Expression> expression);
// The zone of the session whose statement is bound.
ZoneKey SessionZone(duckdb::ClientContext& context);

}  // namespace tarn::engine::embedded
