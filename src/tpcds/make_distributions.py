"""Writes distribution_data.cc: `make_distributions.py TPCDS.JAR` with the jar io.trino.tpcds:tpcds:1.4 (Apache-2.0), whose resources have
the distributions of TPC-DS's dsdgen as its Java port keeps them. Kept are the values and weights that the generator uses."""
import pathlib
import re
import sys
import zipfile

FOLDER = "io/trino/tpcds/distribution/"
# Name: places of the values, places of the weights.
KEPT = {
    "adjectives": ([0], [0]), "adverbs": ([0], [0]), "articles": ([0], [0]), "auxiliaries": ([0], [0]), "book_class": ([0, 1], [0]),
    "brand_syllables": ([0], []), "buy_potential": ([0], []), "calendar": ([0, 5, 7], [0, 1, 2, 3]), "call_center_classes": ([0], [0]),
    "call_center_hours": ([0], [0]), "call_centers": ([0], []), "catalog_page_types": ([0], [1]), "categories": ([0, 2], [0]),
    "children_class": ([0, 1], [0]), "cities": ([0], [5]), "colors": ([0], [1]), "countries": ([0], [0]), "credit_ratings": ([0], []),
    "dep_count": ([0], []), "education": ([0], []), "electronic_class": ([0, 1], [0]), "fips": ([1, 2, 4, 5], [0]),
    "first_names": ([0], [0, 1, 2]), "genders": ([0], []), "home_class": ([0, 1], [0]), "hours": ([1, 2, 3, 4], [1, 2]),
    "income_band": ([0, 1], []), "item_current_price": ([1, 2], [0]), "item_manager_id": ([1, 2], [0]), "item_manufact_id": ([1, 2], [0]),
    "jewelry_class": ([0, 1], [0]), "last_names": ([0], [0]), "location_types": ([0], [0]), "marital_statuses": ([0], []),
    "men_class": ([0, 1], [0]), "music_class": ([0, 1], [0]), "nouns": ([0], [0]), "prepositions": ([0], [0]), "purchase_band": ([0], []),
    "return_reasons": ([0], []), "salutations": ([0], [1, 2]), "sentences": ([0], [0]), "ship_mode_carrier": ([0], []),
    "ship_mode_code": ([0], []), "ship_mode_type": ([0], []), "shoe_class": ([0, 1], [0]), "sizes": ([0], [1, 2]), "sport_class": ([0, 1], [0]),
    "street_names": ([0], [0, 1]), "street_types": ([0], [0]), "syllables": ([0], []), "terminators": ([0], [0]), "top_domains": ([0], [0]),
    "units": ([0], [0]), "vehicle_count": ([0], []), "verbs": ([0], [0]), "web_page_use": ([0], [0]), "women_class": ([0, 1], [0]),
}


def split(text, separator):
    """At separators without a backslash before them."""
    return [part.strip() for part in re.split(r"(?<!\\)" + separator, text)]


def rows(text, values, weights):
    for line in text.splitlines():
        if not line.strip() or line.strip().startswith("--"):
            continue
        of_values, of_weights = split(line, ":")
        all_values = [value.replace("\\", "") for value in split(of_values, ",")]
        all_weights = split(of_weights, ",")
        fields = [all_values[i] for i in values] + [all_weights[i] for i in weights]
        assert not any("|" in field for field in fields), line
        yield "|".join(fields)


def main():
    out = ["""// Written by make_distributions.py: see NOTICE for where it comes from.
#include "tpcds/distribution_data.h"

namespace tarn::tpcds {
namespace {

// clang-format off
constexpr DistributionText kTexts[] = {
"""]
    with zipfile.ZipFile(sys.argv[1]) as jar:
        for name, (values, weights) in KEPT.items():
            lines = "".join(row + "\n" for row in rows(jar.read(f"{FOLDER}{name}.dst").decode("latin-1"), values, weights))
            out.append(f'{{"{name}", {len(values)}, {len(weights)}, R"({lines})"}},\n')
    out.append("""};
// clang-format on

}  // namespace

std::span<const DistributionText> DistributionTexts() { return kTexts; }

}  // namespace tarn::tpcds
""")
    pathlib.Path(__file__).with_name("distribution_data.cc").write_text("".join(out))


if __name__ == "__main__":
    main()
